import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const contact = 'tel:+250788123123'

/** A workspace whose deliveries go by a plan, and what its messages and the person's phone show of them. */
async function startBy(plan: object) {
  const { get, post, admin, advance, handset, channel } = await startWorkspace()
  expect((await admin('POST', '/delivery-plans', plan)).status).toBe(201)
  await post('contacts.json', { urns: [contact] })
  return {
    send: async () => (await post('messages.json', { contact, text: 'x' })).body.id,
    read: async (id: number) => (await get(`messages.json?id=${id}`)).body.results[0],
    advance,
    release: () => admin('DELETE', `/rapidpro/channels/${channel}`),
    texts: async () => (await handset('+250788123123').messages()).length,
  }
}

const delivered = (reports?: object[]) => [
  { after: 1, state: 'sent' },
  { after: 2, state: 'delivered', ...(reports && { reports }) },
]

test('a lost receipt: the text arrives, and the message stays queued', async () => {
  const { send, read, advance, texts } = await startBy({ reports: [] })
  const id = await send()
  await advance('idle')
  expect(await read(id)).toMatchObject({ status: 'queued', sent_on: null })
  expect(await texts()).toBe(1)
})

test('a late receipt: the text is there an hour before it is reported', async () => {
  const { send, read, advance, texts } = await startBy({ steps: delivered([{ after: 'PT1H' }]) })
  const id = await send()
  await advance(3)
  expect([(await read(id)).status, await texts()]).toEqual(['sent', 1])
  expect((await advance('idle')).now).toBe('2026-01-01T01:00:03.000Z')
  expect((await read(id)).status).toBe('delivered')
})

test('a doubled receipt: an error that is reported twice is two errors, and the next try waits the longer', async () => {
  const fails = { after: 1, state: 'retrying', reports: [{ times: 2, every: 5 }] }
  const { send, read, advance, texts } = await startBy({ times: 1, steps: [fails] })
  const id = await send()
  await advance(10 * 60)
  expect((await read(id)).status).toBe('errored')
  expect((await advance('idle')).now).toBe('2026-01-01T00:10:09.000Z')
  expect([(await read(id)).status, await texts()]).toEqual(['delivered', 1])
})

test('a doubled receipt changes the message again, whatever it says', async () => {
  const { send, read, advance, texts } = await startBy({ steps: delivered([{ times: 2, every: 'PT1M' }]) })
  const id = await send()
  await advance(3)
  expect(await read(id)).toMatchObject({ status: 'delivered', modified_on: expect.stringContaining('T00:00:03') })
  await advance('idle')
  expect(await read(id)).toMatchObject({ status: 'delivered', modified_on: expect.stringContaining('T00:01:03') })
  expect(await texts()).toBe(1)
})

test('reordered receipts: what is reported last counts', async () => {
  const [sent, arrives] = delivered()
  const { send, read, advance, texts } = await startBy({ steps: [{ ...sent, reports: [{ after: 10 }] }, arrives] })
  const id = await send()
  await advance(10)
  expect((await read(id)).status).toBe('delivered')
  await advance('idle')
  expect((await read(id)).status).toBe('sent')
  expect(await texts()).toBe(1)
})

test('a contradictory receipt: the text is there, and reported as failed', async () => {
  const { send, read, advance, texts } = await startBy({ steps: delivered([{ state: 'failed', reason: 'spam' }]) })
  const id = await send()
  await advance('idle')
  expect(await read(id)).toMatchObject({ status: 'failed', sent_on: null })
  expect(await texts()).toBe(1)
})

test('the other way round: the text never came, and is reported as delivered', async () => {
  const { send, read, advance, texts } = await startBy({
    steps: [{ after: 1, state: 'failed', reason: 'spam', reports: [{ state: 'delivered' }] }],
  })
  const id = await send()
  await advance('idle')
  expect((await read(id)).status).toBe('delivered')
  expect(await texts()).toBe(0)
})

test('what is reported as an error, though it had arrived, is tried again and arrives twice', async () => {
  const { send, read, advance, texts } = await startBy({ times: 1, steps: delivered([{ state: 'retrying' }]) })
  const id = await send()
  await advance(60)
  expect([(await read(id)).status, await texts()]).toEqual(['errored', 1])
  await advance('idle')
  expect([(await read(id)).status, await texts()]).toEqual(['delivered', 2])
})

test('what is reported as an error fails with its channel, though it had arrived, and is not tried again', async () => {
  const { send, read, advance, release, texts } = await startBy({ times: 1, steps: delivered([{ state: 'retrying' }]) })
  const id = await send()
  await advance(60)
  expect((await release()).status).toBe(204)
  expect((await read(id)).status).toBe('failed')
  await advance('idle')
  expect([(await read(id)).status, await texts()]).toEqual(['failed', 1])
})

test('an error that is reported after the channel is gone is the last: nothing is sent by that channel any more', async () => {
  const late = delivered([{ state: 'retrying', after: 60 }])
  const { send, read, advance, release, texts } = await startBy({ times: 1, steps: late })
  const id = await send()
  await advance(10)
  await release()
  await advance(60)
  expect([(await read(id)).status, await texts()]).toEqual(['errored', 1])
  await advance('idle')
  expect([(await read(id)).status, await texts()]).toEqual(['failed', 1])
})

test('a second try that is queued when its channel goes is called off, though the first had arrived', async () => {
  const { send, read, advance, release, texts } = await startBy({ times: 1, steps: delivered([{ state: 'retrying' }]) })
  const id = await send()
  await advance(3 + 5 * 60)
  expect((await read(id)).status).toBe('queued')
  await release()
  await advance('idle')
  expect([(await read(id)).status, await texts()]).toEqual(['failed', 1])
})
