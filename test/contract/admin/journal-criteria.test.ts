import { beforeAll, describe, expect, test } from 'vitest'
import { numberOf } from '../../support/toy-provider.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

let world: ToyWorld
let number: string
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
    [
      'the occasion of a webhook',
      { event: 'status', type: 'webhook.owed' },
      ['webhook.owed', 'webhook.owed', 'webhook.owed', 'webhook.owed'],
    ],
    ['a part of its address', { url: '/status', type: 'webhook.owed', limit: '1' }, ['webhook.owed']],
    [
      'a part of what it sent, and how it was received',
      { body: 'arrived', ok: 'true', limit: '1' },
      ['webhook.attempted'],
    ],
    ['the platform', { provider: 'toy', type: 'call' }, ['call', 'call']],
    ['nothing that fits', { text: 'code is', type: 'delivery.changed' }, []],
  ])('%s', async (_by, query, types) => {
    expect((await journal(query)).map(({ type }: { type: string }) => type)).toEqual(types)
  })
})
