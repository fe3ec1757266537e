import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import { DELIVERY_STATES, PLATFORMS } from '../../src/client/requests.ts'
import { DELIVERY_STATES as STATES_OF_THE_WORLD } from '../../src/core/network/delivery-state.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import { providers } from '../../src/providers/index.ts'
import { startWorld } from '../support/world.ts'

interface Shape {
  properties?: Record<string, Shape>
  items?: Shape
}

let endpoints: readonly Endpoint[]
beforeAll(async () => void (endpoints = adminOf((await startWorld()).running.simulator).endpoints as Endpoint[]))
const endpointOf = (id: string) => endpoints.find((one) => one.id === `admin.${id}`)!
const returned = (id: string, ...path: string[]): string[] => {
  let shape = endpointOf(id).returns as unknown as Shape
  for (const name of path) shape = shape.properties![name]!.items!
  return Object.keys(shape.properties!)
}

/** The members of an interface of the client, and of those that it extends. */
function membersOf(file: string, name: string): string[] {
  const source = readFileSync(join(import.meta.dirname, '../../src/client', file), 'utf8')
  for (const statement of parseSync(file, source).program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined
    if (declared?.type !== 'TSInterfaceDeclaration' || declared.id.name !== name) continue
    const own = declared.body.body.flatMap((member) =>
      member.type === 'TSPropertySignature' && member.key.type === 'Identifier' ? [member.key.name] : [],
    )
    const above = declared.extends.flatMap(({ expression }) =>
      expression.type === 'Identifier' ? membersOf(file, expression.name) : [],
    )
    return [...own, ...above]
  }
  throw new Error(`${file} has no interface ${name}.`)
}

test('the client knows every platform, and all that can become of a text', () => {
  expect(PLATFORMS).toEqual(providers.map(({ name }) => name))
  expect(DELIVERY_STATES).toEqual(STATES_OF_THE_WORLD)
})

describe('the client knows all that is answered:', () => {
  test.each<[name: string, operation: string, ...path: string[]]>([
    ['Health', 'getHealth'],
    ['Clock', 'getClock'],
    ['World', 'getWorld'],
    ['Advanced', 'advanceClock'],
    ['Handset', 'getHandset'],
    ['HandsetMessage', 'writeHandsetMessage'],
    ['Text', 'listMessages', 'messages'],
    ['Texts', 'listMessages'],
    ['Met', 'expect'],
    ['Journal', 'readJournal'],
    ['Waited', 'wait'],
    ['Fault', 'addFault'],
    ['RateLimit', 'listRateLimits', 'rate_limits'],
    ['DeliveryPlan', 'addDeliveryPlan'],
    ['Webhook', 'getWebhook'],
    ['Webhooks', 'listWebhooks'],
    ['Snapshot', 'getSnapshot'],
  ])('%s', (name, operation, ...path) => {
    expect(membersOf('answers.ts', name).toSorted()).toEqual(returned(operation, ...path).toSorted())
  })
})

describe('the client knows all that can be asked:', () => {
  test.each([
    ['NewWorld', 'createWorld', 'body'],
    ['HowFar', 'advanceClock', 'body'],
    ['Expectation', 'expect', 'body'],
    ['TextQuery', 'listMessages', 'query'],
    ['JournalQuery', 'readJournal', 'query'],
    ['Wait', 'wait', 'query'],
    ['SwitchedHandset', 'updateHandset', 'body'],
    ['WrittenText', 'writeHandsetMessage', 'body'],
    ['NewFault', 'addFault', 'body'],
    ['NewDeliveryPlan', 'addDeliveryPlan', 'body'],
    ['WebhookQuery', 'listWebhooks', 'query'],
  ] as const)('%s', (name, operation, where) => {
    expect(membersOf('requests.ts', name).toSorted()).toEqual(Object.keys(endpointOf(operation)[where]).toSorted())
  })
})
