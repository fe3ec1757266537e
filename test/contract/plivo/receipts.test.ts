import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

/** An account whose deliveries go by a plan, and what its callbacks and the person's phone show of them. */
async function openBy(plan: object) {
  const { send, read, world } = await openAccount()
  expect((await world.admin('POST', '/delivery-plans', plan)).status).toBe(201)
  return {
    send: () => send({ url: `${world.receiver.url}/status` }),
    read,
    advance: world.advance,
    told: () => world.receiver.received.map(({ form }) => form['Status']),
    texts: async () => (await world.handset('+14155550123').messages()).length,
  }
}

const delivered = (reports?: object[]) => [
  { after: 1, state: 'sent' },
  { after: 2, state: 'delivered', ...(reports && { reports }) },
]

test('a lost receipt: the text arrives, and the message stays as it was', async () => {
  const { send, read, advance, told, texts } = await openBy({ reports: [] })
  const [uuid] = await send()
  await advance('idle')
  expect(told()).toEqual(['queued'])
  expect(await read(uuid!)).toMatchObject({ message_state: 'queued', error_code: null })
  expect(await texts()).toBe(1)
})

test('a late receipt: the text is there an hour before the callback', async () => {
  const { send, advance, told, texts } = await openBy({ steps: delivered([{ after: 'PT1H' }]) })
  await send()
  await advance(3)
  expect([told(), await texts()]).toEqual([['queued', 'sent'], 1])
  expect((await advance('idle')).now).toBe('2026-01-01T01:00:03.000Z')
  expect(told()).toEqual(['queued', 'sent', 'delivered'])
})

test('a doubled receipt: each state is told twice, a minute apart', async () => {
  const { send, advance, told, texts } = await openBy({ reports: [{ times: 2, every: 'PT1M' }] })
  await send()
  await advance(60)
  expect(told()).toEqual(['queued', 'sent', 'delivered'])
  await advance('idle')
  expect(told()).toEqual(['queued', 'sent', 'delivered', 'sent', 'delivered'])
  expect(await texts()).toBe(1)
})

test('reordered receipts: what is told last counts', async () => {
  const [sent, arrives] = delivered()
  const { send, read, advance, told, texts } = await openBy({ steps: [{ ...sent, reports: [{ after: 10 }] }, arrives] })
  const [uuid] = await send()
  await advance('idle')
  // "delivered" comes by way of "sent".
  expect(told()).toEqual(['queued', 'sent', 'delivered', 'sent'])
  expect((await read(uuid!)).message_state).toBe('sent')
  expect(await texts()).toBe(1)
})

test('a contradictory receipt: the text is there, and reported as undelivered', async () => {
  const report = { state: 'undelivered', reason: 'unreachable' }
  const { send, read, advance, told, texts } = await openBy({ steps: delivered([report]) })
  const [uuid] = await send()
  await advance('idle')
  expect(told()).toEqual(['queued', 'sent', 'undelivered'])
  expect(await read(uuid!)).toMatchObject({ message_state: 'undelivered', error_code: '80' })
  expect(await texts()).toBe(1)
})

test('the other way round: the text never came, and is reported as delivered', async () => {
  const fails = { after: 1, state: 'failed', reason: 'spam', reports: [{ state: 'delivered' }] }
  const { send, read, advance, told, texts } = await openBy({ steps: [fails] })
  const [uuid] = await send()
  await advance('idle')
  expect(told()).toEqual(['queued', 'sent', 'delivered'])
  expect(await read(uuid!)).toMatchObject({ message_state: 'delivered', error_code: '000' })
  expect(await texts()).toBe(0)
})
