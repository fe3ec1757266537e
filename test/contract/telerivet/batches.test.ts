import { expect, test } from 'vitest'
import { LONGEST_CONTENT } from '../../../src/providers/telerivet/messages/message.ts'
import { startProject } from './project.ts'

const to_number = '+16505550123'

test.each(['send_batch', 'outgoing_batch'])('messages/%s sends one text to many numbers', async (path) => {
  const { post, get, advance, handset } = await startProject()
  await post('/contacts', { phone_number: '+16505550125', name: 'Ann', send_blocked: true })
  await post('/contacts', { phone_number: '+16505550124', name: 'Ben' })
  const given = { content: 'Hello [[contact.name]]', is_template: true, vars: { a: 1 } }
  const to_numbers = [to_number, '6505550124', '+16505550125']
  const { status, body } = await post(`/messages/${path}`, { ...given, to_numbers })
  expect([status, body]).toEqual([200, { count_queued: 2, broadcast_id: expect.stringMatching(/^MB[0-9a-f]{16}$/) }])
  expect((await get(`/messages?broadcast_id=${body.broadcast_id}`)).body.data).toMatchObject([
    { to_number, content: 'Hello ', vars: { a: 1 }, status: 'queued', broadcast_id: body.broadcast_id },
    { to_number: '+16505550124', content: 'Hello Ben' },
  ])
  await advance('idle')
  expect(await handset('+16505550124').messages()).toMatchObject([{ text: 'Hello Ben' }])
  expect((await post(`/messages/${path}`, { ...given, to_numbers: [to_number] })).body).toEqual({
    count_queued: 1,
    broadcast_id: null,
  })
  expect((await get('/messages?broadcast_id[exists]=0&count=1')).body).toEqual({ count: 1 })
  expect((await post(`/messages/${path}`, { ...given, to_numbers: ['+16505550125'] })).body.count_queued).toBe(0)
})

test.each([
  [{}, 'to_numbers'],
  [{ to_numbers: to_number }, 'to_numbers'],
  [{ to_numbers: [to_number, 'abc'] }, 'to_numbers[1]'],
  [{ to_numbers: Array.from({ length: 501 }, () => to_number) }, 'to_numbers'],
  [{ to_numbers: [to_number], content: '' }, 'content'],
  [{ to_numbers: [to_number, to_number], route_id: 'PN0' }, 'route_id'],
  [{ group_id: 'CG0123456789abcdef' }, 'group_id'],
])('a batch of %j names %s, and nothing is sent', async (given, param) => {
  const { post, get } = await startProject()
  expect(await post('/messages/send_batch', { content: 'a', ...given })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param } },
  })
  expect((await get('/messages?count=1')).body.count).toBe(0)
})

test.each([
  [['(650) 555-0123', '+16505550123'], ['+16505550123', '+16505550123'], '+16505550123'],
  [['+16505550123', '5550123', '650 555 0123'], ['+16505550123', '+16505550123', '+16505550123'], '+16505550123'],
  [['5550123', '+16505550123'], ['5550123', '+16505550123'], '5550123'],
])('the batch to %j goes to %j, and all are one contact, %s', async (to_numbers, sent, known) => {
  const { post, get } = await startProject()
  expect((await post('/messages/send_batch', { to_numbers, content: 'a' })).body.count_queued).toBe(to_numbers.length)
  const { data } = (await get('/messages')).body
  expect(data.map((message: { to_number: string }) => message.to_number)).toEqual(sent)
  expect((await get('/contacts')).body.data).toMatchObject([
    { phone_number: known, outgoing_message_count: to_numbers.length, id: data[0].contact_id },
  ])
  expect(new Set(data.map(({ contact_id }: { contact_id: string }) => contact_id)).size).toBe(1)
})

test('a batch goes out as it was checked, to each contact as it was before, or not at all', async () => {
  const { post, get } = await startProject()
  const { url } = (await post('/contacts', { phone_number: to_number })).body
  for (let sent = 0; sent < 9; sent++) await post('/messages/send', { to_number, content: 'a' })
  // As long as a text may become with a count of one digit; after the first it would have two.
  const rest = 'a'.repeat(LONGEST_CONTENT - 1 - 2 * url.length)
  const content = `[[contact.outgoing_message_count]][[contact.url]][[contact.url]]${rest}`
  const given = { content, is_template: true, to_numbers: [to_number, '6505550123'] }
  expect((await post('/messages/send_batch', given)).body.count_queued).toBe(2)
  const { data } = (await get('/messages?sort_dir=desc&page_size=2')).body
  expect(data.map((message: { content: string }) => message.content.slice(0, 2))).toEqual(['9h', '9h'])
  expect(await post('/messages/send_batch', given)).toMatchObject({ status: 400 })
  expect((await get('/messages?count=1')).body.count).toBe(11)
})

test('a batch in a project that makes no contacts makes none', async () => {
  const { post, get } = await startProject()
  await post('', { auto_create_contacts: false })
  await post('/messages/send_batch', { to_numbers: ['5550123', to_number], content: 'a' })
  expect((await get('/messages')).body.data).toMatchObject([
    { to_number: '5550123', contact_id: null },
    { to_number, contact_id: null },
  ])
  expect((await get('/contacts?count=1')).body.count).toBe(0)
})
