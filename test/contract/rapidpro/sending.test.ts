import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const contact = 'tel:+250788123123'

test('sent_on is when the channel took the message, whatever is reported later', async () => {
  const { get, post, advance } = await startWorkspace()
  await post('contacts.json', { urns: [contact] })
  const { id } = (await post('messages.json', { contact, text: 'x' })).body
  const shown = async () => {
    const { status, sent_on, modified_on } = (await get(`messages.json?id=${id}`)).body.results[0]
    return [status, sent_on && sent_on.slice(17, 23), modified_on.slice(17, 23)]
  }
  expect((await shown()).slice(0, 2)).toEqual(['queued', null])
  await advance(0.5)
  expect(await shown()).toEqual(['wired', '00.500', '00.500'])
  await advance(0.5)
  expect(await shown()).toEqual(['sent', '00.500', '01.000'])
  await advance('idle')
  expect(await shown()).toEqual(['delivered', '00.500', '03.000'])
})

test('a delivery plan that says how an errored message goes on is followed; the platform adds no tries of its own', async () => {
  const { get, post, admin, advance } = await startWorkspace()
  const steps = [
    { after: 1, state: 'retrying' },
    { after: 10, state: 'sent' },
  ]
  await admin('POST', '/delivery-plans', { steps })
  await post('contacts.json', { urns: [contact] })
  const { id } = (await post('messages.json', { contact, text: 'x' })).body
  const { now } = await advance('idle')
  expect(now).toBe('2026-01-01T00:00:11.000Z')
  expect((await get(`messages.json?id=${id}`)).body.results[0].status).toBe('sent')
})

test('a contact that writes was seen then', async () => {
  const { get, post, handset, address, advance } = await startWorkspace()
  const { uuid, last_seen_on } = (await post('contacts.json', { urns: [contact] })).body
  expect(last_seen_on).toBeNull()
  for (const seen of ['00:01:00', '00:02:00']) {
    await advance(60)
    await handset('+250788123123').writes(address, 'Muraho')
    const [shown] = (await get(`contacts.json?uuid=${uuid}`)).body.results
    expect(shown.last_seen_on).toMatch(new RegExp(`^2026-01-01T${seen}`))
  }
})

test('what is handed in again within four seconds is one message, and another text is another', async () => {
  const { call, get, id, channel, advance } = await startWorkspace()
  const receive = async (text: string) =>
    (await call('POST', `/w/${id}/c/ex/${channel}/receive`, { form: { from: '+250788123123', text } })).body.data[0]
      .msg_uuid
  const first = await receive('Muraho')
  await advance(3.999)
  expect(await receive('Muraho')).toBe(first)
  expect(await receive('Bite?')).not.toBe(first)
  await advance(4)
  expect(await receive('Bite?')).not.toBe(first)
  expect((await get('messages.json')).body.results.map(({ text }: { text: string }) => text)).toEqual([
    'Bite?',
    'Bite?',
    'Muraho',
  ])
})

test('a contact is named by uuid and URN at once only where both are the same contact’s', async () => {
  const { get, post } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { urns: [contact] })).body
  const other = (await post('contacts.json', { urns: ['telegram:1'] })).body.uuid
  const found = async (query: string) => (await get(`contacts.json?${query}`)).body.results.length
  expect(await found(`uuid=${uuid}&urn=tel:0788123123`)).toBe(1)
  expect(await found(`uuid=${other}&urn=tel:0788123123`)).toBe(0)
  expect(await found(`uuid=${uuid}&urn=telegram:2`)).toBe(0)
})
