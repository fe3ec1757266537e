import { beforeAll, describe, expect, test } from 'vitest'
import { numberOf } from '../../support/toy-provider.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

let world: ToyWorld
let number: string
const ANNA = '+250788123123'
const BEN = '+250788000002'

beforeAll(async () => {
  world = await startToyWorld()
  number = numberOf(world.world)
  await world.send({ text: 'Your code is 1234' })
  await world.send({ to: BEN, text: 'See you' })
  await world.advance(60)
  await world.admin('POST', `/handsets/${BEN}/messages`, { to: number, text: 'When?' })
})

const journal = async (query: Record<string, string>) =>
  (await world.admin('GET', `/journal?${new URLSearchParams(query).toString()}`)).body.entries

describe('the journal is searched as texts are, by', () => {
  test.each<[string, Record<string, string>, types: string[]]>([
    ['the person', { phone: '250 788 000 002', type: 'message.created' }, ['message.created', 'message.created']],
    ['who sends', { from: BEN }, ['handset.wrote', 'message.inbound', 'message.created']],
    ['who gets it', { to: BEN, type: 'delivery.changed', state: 'delivered' }, ['delivery.changed']],
    ['a part of a text, or of what a call asked', { text: 'code is' }, ['call', 'message.created']],
    ['a pattern', { text: '/^When/' }, ['handset.wrote', 'message.inbound', 'message.created']],
    ['the direction', { direction: 'inbound' }, ['message.inbound', 'message.created']],
    ['the platform', { provider: 'toy', type: 'call' }, ['call', 'call']],
    ['nothing that fits', { text: 'code is', type: 'delivery.changed' }, []],
  ])('%s', async (_by, query, types) => {
    expect((await journal(query)).map(({ type }: { type: string }) => type)).toEqual(types)
  })
})

test('a line of a call tells what was asked, and masks what lets somebody in', async () => {
  const [call] = await journal({ type: 'call', text: 'code is' })
  expect(call.headers).toMatchObject({ authorization: 'Bearer ***', 'content-type': 'application/json' })
  expect(JSON.parse(call.body)).toMatchObject({ to: ANNA, text: 'Your code is 1234' })
})

describe('in a body, what lets somebody in is masked', () => {
  test.each([
    [
      'as JSON',
      '{"token": "abc", "api_key":"def", "text": "token=1"}',
      '{"token": "***", "api_key":"***", "text": "token=1"}',
    ],
    ['as a form', 'api_key=abc&text=hello&password=x', 'api_key=***&text=hello&password=***'],
  ])('%s', async (_how, raw, shown) => {
    await world.call('POST', '/toy/messages', { raw, headers: { 'content-type': 'application/json' } })
    const calls = await journal({ type: 'call' })
    expect(calls.at(-1).body).toBe(shown)
  })

  test('and of a long one the first 4,096 bytes are kept', async () => {
    await world.call('POST', '/toy/messages', { body: { to: ANNA, text: 'x'.repeat(5000) } })
    expect((await journal({ type: 'call' })).at(-1).body).toHaveLength(4096)
  })
})

test('what calls asked is in no snapshot', async () => {
  const { body } = await world.admin('GET', '/snapshot')
  expect(body.state.journal.entries.find(({ type }: { type: string }) => type === 'call')).not.toHaveProperty('headers')
})
