import { expect, test } from 'vitest'
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
