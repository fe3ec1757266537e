import { describe, expect, test } from 'vitest'
import { startProject } from './project.ts'

const ANN = '+16505550101'
const BEN = '+16505550102'
const COUNTS = { queued: 0, sent: 0, failed: 0, failed_queued: 0, delivered: 0, not_delivered: 0, cancelled: 0 }

describe('send_broadcast', () => {
  test('a broadcast is queuing, sending and complete, and its status_counts are always those of now', async () => {
    const { post, get, advance } = await startProject()
    const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN, '+15005550011'], content: 'Hello' })
    expect(body).toMatchObject({
      id: expect.stringMatching(/^MB[0-9a-f]{16}$/),
      title: `${ANN}, ${BEN}, +15005550011`,
      status: 'queuing',
      status_counts: COUNTS,
      message_count: 0,
      num_parts: 0,
      estimated_count: 3,
      message_type: 'sms',
      source: 'api',
      time_created: 1767225600,
      last_send_time: null,
      clicked_count: null,
      reply_count: 0,
      recipients: [ANN, BEN, '+15005550011'].map((phone_number) => ({ type: 'phone_number', phone_number })),
    })
    const now = async () => (await get(`/broadcasts/${body.id}`)).body
    await advance(0)
    expect(await now()).toMatchObject({ status: 'sending', message_count: 3, status_counts: { ...COUNTS, queued: 3 } })
    await advance(1)
    expect(await now()).toMatchObject({
      status: 'complete',
      status_counts: { ...COUNTS, sent: 2, failed: 1 },
      num_parts: 2,
      last_send_time: 1767225601,
    })
    await advance(10)
    expect(await now()).toMatchObject({ status_counts: { ...COUNTS, delivered: 2, failed: 1 }, message_count: 3 })
    const { data } = (await get(`/messages?broadcast_id=${body.id}`)).body
    expect(data.map(({ to_number, status }: { to_number: string; status: string }) => [to_number, status])).toEqual([
      [ANN, 'delivered'],
      [BEN, 'delivered'],
      ['+15005550011', 'failed'],
    ])
  })

  test('num_parts are those of messages that were sent, whatever became of them', async () => {
    const { post, get, advance } = await startProject()
    const to_numbers = [ANN, '+15005550011', '+15005550013', '+15005550014']
    const { body } = await post('/send_broadcast', { to_numbers, content: 'x'.repeat(161) })
    const now = async () => (await get(`/broadcasts/${body.id}`)).body
    await advance(1)
    expect(await now()).toMatchObject({
      status_counts: { ...COUNTS, sent: 2, failed: 1, failed_queued: 1 },
      num_parts: 4,
    })
    await advance(3600)
    expect(await now()).toMatchObject({
      status_counts: { ...COUNTS, sent: 1, delivered: 1, not_delivered: 1, failed: 1 },
      num_parts: 6,
    })
  })

  test('blocked contacts are in estimated_count, and not in message_count', async () => {
    const { post, get, advance } = await startProject()
    await post('/contacts', { phone_number: ANN, send_blocked: true })
    const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content: 'Hello' })
    await advance(10)
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({
      status: 'complete',
      estimated_count: 2,
      message_count: 1,
    })
  })

  test('what is said for the broadcast is said for each of its messages', async () => {
    const { post, get, advance, receiver } = await startProject()
    await post('/contacts', { phone_number: ANN, name: 'Ann' })
    const { body } = await post('/send_broadcast', {
      to_numbers: [ANN],
      content: 'Hello [[contact.name]]',
      replace_variables: true,
      title: 'Greeting',
      vars: { season: 'A' },
      route_params: { android: { sim: 2 } },
      media_urls: ['https://example.com/a.png'],
      status_url: receiver.url,
      status_secret: 's',
    })
    expect(body).toMatchObject({
      title: 'Greeting',
      content: 'Hello [[contact.name]]',
      replace_variables: true,
      vars: { season: 'A' },
      route_params: { android: { sim: 2 } },
      media: [{ url: 'https://example.com/a.png', type: null, filename: null, size: null }],
    })
    await advance(10)
    expect((await get(`/messages?broadcast_id=${body.id}`)).body.data).toMatchObject([
      {
        content: expect.stringMatching(/^Hello Ann\n/),
        vars: { season: 'A' },
        route_params: { android: { sim: 2 } },
        broadcast_id: body.id,
      },
    ])
    expect(receiver.received).toHaveLength(2)
    expect(receiver.received[0]!.form.secret).toBe('s')
  })

  test('a label that is deleted meanwhile is forgotten: the messages are sent without it', async () => {
    const { post, get, delete: remove, advance } = await startProject()
    const [gone, kept] = [
      (await post('/labels', { name: 'Gone' })).body.id,
      (await post('/labels', { name: 'Kept' })).body.id,
    ]
    const { body } = await post('/send_broadcast', { to_numbers: [ANN], content: 'Hello', label_ids: [gone, kept] })
    await remove(`/labels/${gone}`)
    await advance(10)
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({ message_count: 1, label_ids: [kept] })
    expect((await get(`/messages?broadcast_id=${body.id}`)).body.data).toMatchObject([{ label_ids: [kept] }])
  })

  test('a title that nobody gave names the first few recipients', async () => {
    const { post } = await startProject()
    const to_numbers = ['+16505550101', '+16505550102', '+16505550103', '+16505550104']
    const { body } = await post('/send_broadcast', { to_numbers, content: 'Hello' })
    expect(body.title).toBe('+16505550101, +16505550102, +16505550103, …')
  })

  test.each([
    [{ content: 'x' }, 'to_numbers'],
    [{ to_numbers: [], content: 'x' }, 'to_numbers'],
    [{ to_numbers: [ANN, 'nobody'], content: 'x' }, 'to_numbers[1]'],
    [{ to_numbers: Array.from({ length: 501 }, () => ANN), content: 'x' }, 'to_numbers'],
    [{ to_numbers: [ANN] }, 'content'],
    [{ to_numbers: [ANN], content: 'x', route_id: 'PN0' }, 'route_id'],
    [{ to_numbers: [ANN], content: 'x', message_type: 'ussd' }, 'message_type'],
    [{ to_numbers: [ANN], message_type: 'service' }, 'service_id'],
    [{ group_id: 'CG0', content: 'x' }, 'group_id'],
  ])('%j is refused for %s, and nothing is there', async (body, param) => {
    const { post, get } = await startProject()
    expect(await post('/send_broadcast', body)).toMatchObject({ status: 400, body: { error: { param } } })
    expect((await get('/broadcasts?count=1')).body).toEqual({ count: 0 })
  })
})

/** A group of Ann, of Ben who is blocked, of Cid and of somebody without a number. */
async function startGroup() {
  const started = await startProject()
  const { post } = started
  const group = (await post('/groups', { name: 'Subscribers' })).body.id as string
  const add = async (person: object) => (await post('/contacts', { ...person, add_group_ids: [group] })).body.id
  const ann = await add({ name: 'Ann', phone_number: ANN })
  await add({ name: 'Ben', phone_number: BEN, send_blocked: true })
  const cid = await add({ name: 'Cid', phone_number: '+16505550103' })
  await add({ name: 'Nobody', lookup_key: 'none' })
  return { ...started, group, ann, cid, add }
}

describe('send_broadcast to a group', () => {
  test('everybody gets a message who can, and the recipient is the group', async () => {
    const { post, get, advance, group, ann, cid } = await startGroup()
    const { body } = await post('/send_broadcast', { group_id: group, content: 'Hello' })
    expect(body).toMatchObject({
      title: 'Subscribers',
      recipients: [{ type: 'group', group_id: group, group_name: 'Subscribers' }],
      estimated_count: 4,
    })
    await advance(10)
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({ status: 'complete', message_count: 2 })
    const { data } = (await get(`/messages?broadcast_id=${body.id}`)).body
    expect(data.map(({ contact_id }: { contact_id: string }) => contact_id)).toEqual([ann, cid])
  })

  test('exclude_contact_id leaves one contact out', async () => {
    const { post, get, advance, group, ann, cid } = await startGroup()
    const { body } = await post('/send_broadcast', { group_id: group, content: 'Hello', exclude_contact_id: ann })
    expect(body.estimated_count).toBe(3)
    await advance(10)
    expect((await get(`/messages?broadcast_id=${body.id}`)).body.data).toMatchObject([{ contact_id: cid }])
  })

  test('who leaves before it is their turn gets nothing, and who joins does', async () => {
    const { post, get, advance, group, ann, add, delete: remove } = await startGroup()
    const { body } = await post('/send_broadcast', { group_id: group, content: 'Hello' })
    await remove(`/groups/${group}/contacts/${ann}`)
    await add({ name: 'Dan', phone_number: '+16505550104' })
    await advance(10)
    const { data } = (await get(`/messages?broadcast_id=${body.id}`)).body
    expect(data.map(({ to_number }: { to_number: string }) => to_number)).toEqual(['+16505550103', '+16505550104'])
  })

  test('allow_sending: if false, messages may not be sent to the group', async () => {
    const { post, group } = await startGroup()
    await post(`/groups/${group}`, { allow_sending: false })
    for (const path of ['/send_broadcast', '/messages/send_batch'])
      expect(await post(path, { group_id: group, content: 'x' })).toMatchObject({
        status: 400,
        body: { error: { param: 'group_id' } },
      })
  })

  test('a group and numbers together are refused', async () => {
    const { post, group } = await startGroup()
    expect(await post('/send_broadcast', { group_id: group, to_numbers: [ANN], content: 'x' })).toMatchObject({
      status: 400,
      body: { error: { param: 'group_id' } },
    })
  })

  test('the retired send_batch sends to a group at once', async () => {
    const { post, get, group } = await startGroup()
    const { body } = await post('/messages/send_batch', { group_id: group, content: 'Hello' })
    expect(body).toEqual({ count_queued: 2, broadcast_id: expect.stringMatching(/^MB/) })
    expect((await get(`/broadcasts/${body.broadcast_id}`)).body).toMatchObject({
      title: 'Subscribers',
      message_count: 2,
    })
  })
})

describe('replies', () => {
  test('what somebody writes is a reply to the broadcast that was sent to them last', async () => {
    const { post, get, advance, handset } = await startProject()
    const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content: 'Do you come?' })
    await advance(10)
    await handset(ANN).writes('+16505550001', 'Yes')
    await handset('+16505550199').writes('+16505550001', 'Who is this?')
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({
      reply_count: 1,
      last_reply_time: 1767225610,
      message_count: 2,
    })
    await post('/messages/send', { to_number: ANN, content: 'Good' })
    await advance(10)
    await handset(ANN).writes('+16505550001', 'See you')
    expect((await get(`/broadcasts/${body.id}`)).body.reply_count).toBe(1)
  })
})

describe('cancel', () => {
  test('existing queued messages will be cancelled when they would otherwise have been sent', async () => {
    const { post, get, advance, handset } = await startProject()
    const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content: 'Hello' })
    await advance(0)
    expect((await post(`/broadcasts/${body.id}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      status_counts: { ...COUNTS, queued: 2 },
    })
    await advance(1)
    expect((await get(`/broadcasts/${body.id}`)).body.status_counts).toEqual({ ...COUNTS, cancelled: 2 })
    expect(await handset(ANN).messages()).toEqual([])
    expect((await post(`/broadcasts/${body.id}/cancel`)).body.status).toBe('cancelled')
  })

  test('no additional messages will be queued', async () => {
    const { post, get, advance } = await startProject()
    const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content: 'Hello' })
    await post(`/broadcasts/${body.id}/cancel`)
    await advance(10)
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({ status: 'cancelled', message_count: 0 })
  })

  test('what was cancelled so can be sent again, and goes as the rules of the network say', async () => {
    const { post, get, admin, advance } = await startProject()
    const { body } = await post('/send_broadcast', { to_numbers: [ANN], content: 'Hello' })
    await advance(0)
    await post(`/broadcasts/${body.id}/cancel`)
    await advance(1)
    const [message] = (await get(`/messages?broadcast_id=${body.id}`)).body.data
    expect(message.status).toBe('cancelled')
    await admin('POST', '/delivery-plans', { to: ANN, steps: [{ after: 1, state: 'failed' }] })
    expect((await post(`/messages/${message.id}/resend`)).body.status).toBe('queued')
    await advance(10)
    expect((await get(`/messages/${message.id}`)).body.status).toBe('failed')
  })

  test('a rule of the network does not outrank it, and a paused phone only puts it off', async () => {
    const { post, get, admin, advance, phone } = await startProject()
    await admin('POST', '/delivery-plans', { to: ANN, steps: [{ after: 5, state: 'sent' }] })
    await post(`/phones/${phone}`, { send_paused: true })
    const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content: 'Hello' })
    await advance(0)
    await post(`/broadcasts/${body.id}/cancel`)
    await advance(60)
    const counts = async () => (await get(`/broadcasts/${body.id}`)).body.status_counts
    expect(await counts()).toEqual({ ...COUNTS, queued: 2 })
    await post(`/phones/${phone}`, { send_paused: false })
    await advance(1)
    expect(await counts()).toEqual({ ...COUNTS, queued: 1, cancelled: 1 })
    await advance(10)
    expect(await counts()).toEqual({ ...COUNTS, cancelled: 2 })
  })

  test('a broadcast that was sent completely cannot be cancelled', async () => {
    const { post, advance } = await startProject()
    const { body } = await post('/send_broadcast', { to_numbers: [ANN], content: 'Hello' })
    await advance(10)
    expect(await post(`/broadcasts/${body.id}/cancel`)).toMatchObject({
      status: 400,
      body: { error: { code: 'not_cancellable' } },
    })
  })
})

describe('send_multi', () => {
  test('the list has the same length and order as the request, with null for blocked contacts', async () => {
    const { post, get } = await startProject()
    await post('/contacts', { phone_number: BEN, send_blocked: true })
    const { body } = await post('/send_multi', {
      messages: [
        { to_number: ANN, content: 'one' },
        { to_number: BEN, content: 'two' },
        { to_number: '+16505550103', content: 'three' },
      ],
    })
    expect(body).toEqual({
      messages: [
        { id: expect.stringMatching(/^SM/), status: 'queued' },
        { id: null, status: null },
        { id: expect.stringMatching(/^SM/), status: 'queued' },
      ],
    })
    const contents = await Promise.all(
      [0, 2].map(async (place) => (await get(`/messages/${body.messages[place].id}`)).body.content),
    )
    expect(contents).toEqual(['one', 'three'])
  })

  test('what an entry says for itself overrides what is said for all', async () => {
    const { post, get, advance, receiver } = await startProject()
    const { body } = await post('/send_multi', {
      messages: [
        {
          to_number: ANN,
          content: 'one',
          vars: { a: 1 },
          priority: 2,
          status_url: `${receiver.url}/own`,
          status_secret: 'o',
        },
        { to_number: BEN, content: 'two' },
      ],
      vars: { b: 2 },
      priority: 1,
      status_url: `${receiver.url}/all`,
      status_secret: 'a',
    })
    const shown = await Promise.all(
      body.messages.map(async ({ id }: { id: string }) => {
        const { vars, priority } = (await get(`/messages/${id}`)).body
        return { vars, priority }
      }),
    )
    expect(shown).toEqual([
      { vars: { a: 1 }, priority: 2 },
      { vars: { b: 2 }, priority: 1 },
    ])
    await advance(1)
    const told = receiver.received.map(({ path, form }) => [path.split('/').at(-1), form.secret])
    expect(new Map(told as [string, string][])).toEqual(
      new Map([
        ['all', 'a'],
        ['own', 'o'],
      ]),
    )
  })

  test('messages of several requests are of one broadcast, by its title first and then by its id', async () => {
    const { post, get, advance } = await startProject()
    const first = (
      await post('/send_multi', { messages: [{ to_number: ANN, content: 'one' }], broadcast_title: 'API Broadcast' })
    ).body
    expect(first.broadcast_id).toMatch(/^MB/)
    const { body } = await post('/send_multi', {
      messages: [{ to_number: BEN, content: 'two' }],
      broadcast_id: first.broadcast_id,
    })
    expect(body.broadcast_id).toBe(first.broadcast_id)
    await advance(10)
    expect((await get(`/broadcasts/${body.broadcast_id}`)).body).toMatchObject({
      title: 'API Broadcast',
      status: 'complete',
      message_count: 2,
      estimated_count: 2,
      recipients: [{ phone_number: ANN }, { phone_number: BEN }],
    })
  })

  test.each([
    [{ messages: [] }, 'messages'],
    [{}, 'messages'],
    [{ messages: 'x' }, 'messages'],
    [{ messages: [{ content: 'x' }] }, 'messages[0][to_number]'],
    [
      {
        messages: [
          { to_number: ANN, content: 'x' },
          { to_number: 'nobody', content: 'x' },
        ],
      },
      'messages[1][to_number]',
    ],
    [{ messages: [{ to_number: ANN, content: 'x' }, { to_number: BEN }] }, 'messages[1][content]'],
    [{ messages: [{ to_number: ANN, content: 'x', priority: 3 }] }, 'messages[0][priority]'],
    [{ messages: [{ to_number: ANN, content: 'x', vars: { 'a b': 1 } }] }, 'messages[0][vars][a b]'],
    [{ messages: Array.from({ length: 101 }, () => ({ to_number: ANN, content: 'x' })) }, 'messages'],
    [{ messages: [{ to_number: ANN, content: 'x' }], broadcast_id: 'MB0' }, 'broadcast_id'],
    [{ messages: [{ to_number: ANN, content: 'x' }], route_id: 'PN0' }, 'route_id'],
  ])('%j is refused for %s, and nothing is sent', async (body, param) => {
    const { post, get } = await startProject()
    expect(await post('/send_multi', body)).toMatchObject({ status: 400, body: { error: { param } } })
    expect((await get('/messages?count=1')).body).toEqual({ count: 0 })
  })
})

test('messages with higher priority numbers are sent first', async () => {
  const { post, get, advance, receiver } = await startProject()
  const messages = [
    { to_number: ANN, content: 'bulk' },
    { to_number: BEN, content: 'urgent', priority: 2 },
    { to_number: ANN, content: 'bulk too', priority: 1 },
  ]
  const { body } = await post('/send_multi', { messages, status_url: receiver.url })
  await advance(1)
  expect(receiver.received.map(({ form }) => form['content'])).toEqual(['urgent', 'bulk', 'bulk too'])
  const ids = body.messages.map(({ id }: { id: string }) => id)
  const contentOf = async (id: string) => (await get(`/messages/${id}`)).body.content
  expect(await Promise.all(ids.map(contentOf))).toEqual(['bulk', 'urgent', 'bulk too'])
})

describe('a text that becomes too long for one of many', () => {
  const long = { name: 'n'.repeat(1000), phone_number: ANN, vars: { story: 's'.repeat(4096) } }
  const content = '[[contact.vars.story]]'.repeat(17)

  test('is a message that has failed with an error_message, and nothing else', async () => {
    const { post, get, advance, handset, receiver } = await startProject()
    await post('/contacts', long)
    const asked = { to_numbers: [ANN, BEN], content, replace_variables: true, status_url: receiver.url }
    const { body } = await post('/send_broadcast', asked)
    await advance('idle')
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({
      status: 'complete',
      message_count: 2,
      status_counts: { ...COUNTS, failed: 1, delivered: 1 },
    })
    expect((await get(`/messages?broadcast_id=${body.id}`)).body.data).toMatchObject([
      { to_number: ANN, status: 'failed', error_message: 'The message is too long', content },
      { to_number: BEN, status: 'delivered', content: '' },
    ])
    expect(await handset(ANN).messages()).toEqual([])
    expect(receiver.received.map(({ form }) => [form['to_number'], form['status']])).toContainEqual([ANN, 'failed'])
  })

  test('is found out by send_multi where only the broadcast makes it too long', async () => {
    const { post, get, advance } = await startProject()
    const broadcast_title = 't'.repeat(1000)
    const messages = [
      { to_number: ANN, content: '[[broadcast.title]]'.repeat(66) },
      { to_number: BEN, content: '[[broadcast.title]]' },
    ]
    const asked = { messages, broadcast_title, replace_variables: true }
    const { status, body } = await post('/send_multi', asked)
    expect([status, body.messages]).toMatchObject([
      200,
      [{ status: 'failed', error_message: 'The message is too long' }, { status: 'queued' }],
    ])
    await advance('idle')
    expect((await get(`/messages/${body.messages[1].id}`)).body.content).toBe(broadcast_title)
  })
})

test('a message that is deleted is in no count of its broadcast', async () => {
  const { post, get, advance, delete: remove } = await startProject()
  const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content: 'Hello' })
  await advance(10)
  const [message] = (await get(`/messages?broadcast_id=${body.id}`)).body.data
  await remove(`/messages/${message.id}`)
  expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({
    message_count: 1,
    status_counts: { ...COUNTS, delivered: 1 },
  })
})

test('a broadcast of another project is not found', async () => {
  const { get } = await startProject()
  expect(await get('/broadcasts/MB0123456789abcdef')).toMatchObject({
    status: 404,
    body: { error: { code: 'not_found' } },
  })
})
