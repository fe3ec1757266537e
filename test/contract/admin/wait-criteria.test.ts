import { beforeAll, describe, expect, test } from 'vitest'
import { messageCreated } from '../../../src/core/network/events.ts'
import type { Provider } from '../../../src/http/api.ts'
import type { OutboundCall } from '../../../src/http/outbound-call.ts'
import { toy } from '../../support/toy-provider.ts'
import { type ToyWorld, serveToy, startToyWorld } from './start-toy.ts'

// What happened in this world: one text went out, was sent and delivered, with a webhook each; one came in, and a named sender wrote.

let world: ToyWorld
let number: string

beforeAll(async () => {
  world = await startToyWorld()
  world.receiver.answer = ({ form }) => ({ status: form['status'] === 'sent' ? 500 : 200 })
  const { from } = (await world.send({ text: 'Your code is 1234' })).body
  number = from
  await world.advance(400)
  await world.admin('POST', '/handsets/+250788123123/messages', { to: number, text: 'Thank you' })
  // A sender may have a name instead of a number.
  world.world.publish(messageCreated, {
    provider: 'toy',
    message: 'M9',
    direction: 'outbound',
    from: 'ACME',
    to: '+250788123124',
    text: 'News',
  })
})

const waitFor = async (criteria: Record<string, string>) =>
  (await world.admin('GET', `/wait?${new URLSearchParams({ timeout: '0', ...criteria }).toString()}`)).body

describe('what happened is found by', () => {
  test.each<[string, Record<string, string>, entry: object]>([
    ['its type', { type: 'message.inbound' }, { type: 'message.inbound', text: 'Thank you' }],
    ['its provider', { provider: 'toy' }, { type: 'call', operation: 'toy.sendMessage' }],
    ['part of its text', { text: 'Your code', type: 'message.created' }, { text: 'Your code is 1234' }],
    ['part of what a call asked', { text: 'Your code' }, { type: 'call', operation: 'toy.sendMessage' }],
    ['a pattern', { text: '/^thank/i' }, { type: 'handset.wrote', text: 'Thank you' }],
    ['whose phone it was', { phone: '+250788123124' }, { type: 'message.created', text: 'News' }],
    ['its direction', { direction: 'inbound' }, { type: 'message.inbound', text: 'Thank you' }],
    ['who sent it, in any spelling', { from: '250 788 123-123' }, { type: 'handset.wrote', text: 'Thank you' }],
    ['who got it, in any spelling', { to: '(250) 788123123' }, { type: 'message.created', text: 'Your code is 1234' }],
    ['who sent it, by name', { from: 'ACME' }, { type: 'message.created', text: 'News' }],
    ['the state of a delivery', { state: 'delivered' }, { type: 'delivery.changed', was: 'sent' }],
    ["a webhook's occasion", { event: 'status' }, { type: 'webhook.owed', webhook: 'W1' }],
    ['part of its address', { url: '/status' }, { type: 'webhook.owed', webhook: 'W1' }],
    ['part of what it sent', { body: 'arrived' }, { type: 'webhook.attempted', webhook: 'W2' }],
    ['how it was received', { ok: 'true' }, { type: 'webhook.attempted', answered: { status: 200 } }],
    ['how badly it was received', { ok: 'false' }, { type: 'webhook.attempted', answered: { status: 500 } }],
    [
      'all of it at once',
      { type: 'webhook.attempted', provider: 'toy', event: 'status', url: 'status', body: 'sent', ok: 'false' },
      { webhook: 'W1', attempt: 1 },
    ],
  ])('%s', async (_by, criteria, entry) => {
    expect(await waitFor(criteria)).toMatchObject({ matched: true, entry, nearest: [] })
  })
})

test('what a webhook sent as JSON is found as it was sent', async () => {
  const provider: Provider = {
    ...toy,
    consequences: toy.consequences.map(({ kind, follow }) => ({
      kind,
      follow: (event, its) =>
        (follow(event, its) as readonly OutboundCall[] | undefined)?.map((call) => ({
          ...call,
          body: { json: { state: 'gone' } },
        })),
    })),
  }
  const server = await serveToy({ providers: [provider] })
  const { send, admin, advance } = await startToyWorld({}, server)
  await send()
  await advance(1)
  const { body } = await admin('GET', `/wait?timeout=0&body=${encodeURIComponent('{"state":"gone"}')}`)
  expect(body).toMatchObject({ matched: true, entry: { webhook: 'W1', sent: { body: '{"state":"gone"}' } } })
  await server.stop()
})

describe('what did not happen is not found:', () => {
  test.each<[string, Record<string, string>]>([
    ['another type', { type: 'limit.hit' }],
    ['a text that nobody sent', { text: 'goodbye' }],
    ['a text in other letters', { text: 'YOUR CODE' }],
    ['a part of an address in other letters', { url: '/STATUS' }],
    ['what a webhook sent in other letters', { body: 'ARRIVED' }],
    ['a number without digits', { from: 'nobody' }],
    ['part of a number', { from: '788123123' }],
    ['what no provider is concerned with', { type: 'handset.wrote', provider: 'toy' }],
    ['a state that nothing entered', { state: 'failed' }],
    ['another address', { url: '/other' }],
    ['what no webhook sent', { body: 'lost' }],
    ['all but one', { type: 'message.inbound', text: 'Your code' }],
    ['nothing that came later', { type: 'message.inbound', after: '9999' }],
  ])('%s', async (_what, criteria) => {
    expect(await waitFor(criteria)).toMatchObject({ matched: false, entry: null })
  })
})

test('what comes nearest differs least, the newest of equals first, three at most', async () => {
  const { nearest } = await waitFor({ type: 'delivery.changed', state: 'failed', to: '+250788123123' })
  expect(
    nearest.map(({ entry, differs }: { entry: { state: string }; differs: string[] }) => [entry.state, differs]),
  ).toEqual([
    ['delivered', ['state']],
    ['sent', ['state']],
    ['queued', ['state']],
  ])
})

test('what has nothing in common with the criteria is not near', async () => {
  expect((await waitFor({ type: 'limit.hit' })).nearest).toEqual([])
  expect((await waitFor({ type: 'limit.hit', text: 'goodbye' })).nearest).toEqual([])
})

test('what is nearest, too, came after the entry that was named', async () => {
  const created = (await waitFor({ type: 'message.created', text: 'Thank you' })).entry.id
  const { nearest } = await waitFor({ type: 'message.created', text: 'goodbye', after: String(created - 1) })
  expect(nearest.map(({ entry }: { entry: { text: string } }) => entry.text)).toEqual(['News', 'Thank you'])
})

test('without any criteria the first thing that happened is found, or the first after an entry', async () => {
  expect((await waitFor({})).entry).toMatchObject({ id: 1, type: 'call' })
  expect((await waitFor({ after: '1' })).entry.id).toBe(2)
})
