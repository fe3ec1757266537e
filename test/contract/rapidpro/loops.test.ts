import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const contact = 'tel:+250788123123'

/** A workspace with a contact, at a full multiple of five minutes. */
async function startLoop() {
  const workspace = await startWorkspace()
  await workspace.post('contacts.json', { urns: [contact] })
  const send = async (text: string, to = contact) =>
    (await workspace.post('messages.json', { contact: to, text })).body.status as string
  const sendAll = async (times: number, text: string) => {
    for (let copy = 1; copy <= times; copy++) expect(await send(text)).toBe('queued')
  }
  return { ...workspace, send, sendAll }
}

test('the twentieth copy of a text to a contact is taken for a loop, and fails', async () => {
  const { post, send, sendAll } = await startLoop()
  await post('contacts.json', { urns: ['tel:+250788123124'] })
  await sendAll(19, 'ping')
  expect(await send('another text')).toBe('queued')
  expect(await send('ping')).toBe('failed')
  expect(await send('ping')).toBe('failed')
  expect(await send('ping', 'tel:+250788123124')).toBe('queued')
})

test('copies are counted from half a window before each five minutes to half a window after', async () => {
  const { sendAll, send, advance } = await startLoop()
  await sendAll(10, 'ping')
  await advance(149)
  await sendAll(9, 'ping')
  expect(await send('ping')).toBe('failed')
  await advance(1)
  await sendAll(19, 'ping')
  await advance(299)
  expect(await send('ping')).toBe('failed')
  await advance(1)
  expect(await send('ping')).toBe('queued')
})

test.each([
  { one: 'Ping', other: 'pINg', why: 'case' },
  { one: `${'a'.repeat(128)}1`, other: `${'a'.repeat(128)}2`, why: 'what comes after 128 characters' },
  { one: `${'ሰ'.repeat(43)}1`, other: `${'ሰ'.repeat(42)}ሰ2`, why: 'what comes after 128 bytes' },
])('texts that differ in $why alone are copies', async ({ one, other }) => {
  const { sendAll, send } = await startLoop()
  await sendAll(10, one)
  await sendAll(9, other)
  expect(await send(other)).toBe('failed')
})

test('texts that differ within their first 128 bytes are no copies, however many there are', async () => {
  const { sendAll, send } = await startLoop()
  for (const text of [`${'a'.repeat(127)}1`, `${'a'.repeat(127)}2`, `${'ሰ'.repeat(42)}1`, `${'ሰ'.repeat(42)}2`])
    await sendAll(19, text)
  expect(await send(`${'a'.repeat(127)}1`)).toBe('failed')
})

test('other texts between the copies do not hide the loop', async () => {
  const { sendAll, send } = await startLoop()
  for (let copy = 1; copy <= 19; copy++) {
    await sendAll(1, 'ping')
    for (const text of 'abcdefghi') await send(`${text} ${copy}`)
  }
  expect(await send('ping')).toBe('failed')
})

test('people who write the same again and again are no loop', async () => {
  const { handset, address, send } = await startLoop()
  for (let copy = 1; copy <= 30; copy++) await handset('+250788123123').writes(address, 'ping')
  expect(await send('ping')).toBe('queued')
})
