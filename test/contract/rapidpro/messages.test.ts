import { expect, test } from 'vitest'
import { changeContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { startWorkspace } from './start.ts'

const ids = (answer: { body: { results: { id: number }[] } }) => answer.body.results.map(({ id }) => id)

test('a message is sent to a contact, and goes from queued over wired and sent to delivered', async () => {
  const { get, post, advance, handset, channel, address } = await startWorkspace()
  const contact = (await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123'] })).body
  const sent = await post('messages.json', { contact: contact.uuid, text: 'Muraho' })
  expect([sent.status, sent.body]).toEqual([
    201,
    {
      id: 1,
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      broadcast: null,
      contact: { uuid: contact.uuid, name: 'Amina' },
      urn: 'tel:+250788123123',
      channel: { uuid: channel, name: 'Main line' },
      direction: 'out',
      type: 'text',
      status: 'queued',
      archived: false,
      visibility: 'visible',
      text: 'Muraho',
      labels: [],
      flow: null,
      attachments: [],
      quick_replies: [],
      created_on: expect.stringMatching(/\.\d{6}Z$/),
      sent_on: null,
      modified_on: sent.body.created_on,
      media: null,
    },
  ])
  const shown = async () => (await get(`messages.json?id=${sent.body.id}`)).body.results[0]
  await advance(0.5)
  const wired = await shown()
  expect([wired.status, wired.sent_on]).toEqual(['wired', wired.modified_on])
  await advance(0.5)
  expect((await shown()).status).toBe('sent')
  await advance(2)
  expect(await shown()).toMatchObject({ status: 'delivered', sent_on: wired.sent_on })
  expect(await handset('+250788123123').messages()).toMatchObject([
    { direction: 'received', from: address, text: 'Muraho' },
  ])
})

test('the contact may be named by a URN that it has', async () => {
  const { post } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { urns: ['tel:+250788123123'] })).body
  for (const contact of ['tel:+250788123123', 'tel:0788 123 123'])
    expect((await post('messages.json', { contact, text: 'x' })).body.contact.uuid).toBe(uuid)
  expect((await post('messages.json', { contact: 'tel:+250788000000', text: 'x' })).body).toEqual({
    contact: ['No such object: tel:+250788000000'],
  })
})

test.each([
  [{}, { contact: ['This field is required.'] }],
  [{ contact: null, text: 'x' }, { contact: ['This field may not be null.'] }],
  [{ contact: '', text: 'x' }, { contact: ['This field may not be null.'] }],
  [{ contact: { uuid: 'x' }, text: 'x' }, { contact: ['Must be a string or integer'] }],
  [
    { contact: 'xyz', text: 'y'.repeat(641), attachments: ['xxxx'] },
    {
      contact: ['No such object: xyz'],
      text: ['Ensure this field has no more than 640 characters.'],
      attachments: ['No such object: xxxx'],
    },
  ],
  [{ contact: 'telegram:1' }, { non_field_errors: ['Must provide either text or attachments.'] }],
  [{ contact: 'telegram:1', text: '  ' }, { text: ['This field may not be blank.'] }],
  [
    { contact: 'telegram:1', text: 'x', attachments: Array.from({ length: 11 }, String) },
    { attachments: ['Ensure this field has no more than 10 elements.'] },
  ],
  [
    { contact: 'telegram:1', text: 'x', quick_replies: Array.from({ length: 11 }, String) },
    { quick_replies: ['Ensure this field has no more than 10 elements.'] },
  ],
  [
    { contact: 'telegram:1', text: 'x', quick_replies: ['Yes', { text: 'x'.repeat(65) }, { type: 'x' }] },
    {
      quick_replies: {
        1: { text: ['Ensure this field has no more than 64 characters.'] },
        2: { type: ['"x" is not a valid choice.'] },
      },
    },
  ],
])('%j is refused', async (body, problem) => {
  const { get, post } = await startWorkspace()
  await post('contacts.json', { urns: ['telegram:1'] })
  const answer = await post('messages.json', body)
  expect([answer.status, answer.body]).toEqual([400, problem])
  expect((await get('messages.json')).body.results).toEqual([])
})

test('a contact without a reachable URN gets a message that has failed', async () => {
  const { post, advance } = await startWorkspace()
  const contact = (await post('contacts.json', { urns: ['telegram:1'] })).body.uuid
  const answer = await post('messages.json', { contact, text: 'x' })
  expect([answer.status, answer.body]).toMatchObject([201, { status: 'failed', urn: null, channel: null }])
  expect((await advance('idle')).ran).toBe(0)
})

test('a contact that has stopped gets a message that has failed, and is active again once it writes', async () => {
  const { call, get, post, handset, channel, address, id } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { urns: ['tel:+250788123123'] })).body
  await call('POST', `/w/${id}/c/ex/${channel}/stopped`, { form: { from: '+250788123123' } })
  expect((await get(`contacts.json?uuid=${uuid}`)).body.results[0]).toMatchObject({ status: 'stopped', stopped: true })
  expect((await post('messages.json', { contact: uuid, text: 'x' })).body.status).toBe('failed')
  await handset('+250788123123').writes(address, 'Yego')
  expect((await get(`contacts.json?uuid=${uuid}`)).body.results[0]).toMatchObject({ status: 'active' })
  expect((await post('messages.json', { contact: uuid, text: 'x' })).body.status).toBe('queued')
})

test('a person who writes to the channel becomes a contact, and the message is handled at once', async () => {
  const { get, handset, address } = await startWorkspace()
  await handset('+250788123999').writes(address, 'Muraho')
  const [message] = (await get('messages.json')).body.results
  expect(message).toMatchObject({
    direction: 'in',
    status: 'handled',
    text: 'Muraho',
    urn: 'tel:+250788123999',
    visibility: 'visible',
    sent_on: null,
  })
  const [contact] = (await get('contacts.json?urn=tel:0788123999')).body.results
  expect(contact).toMatchObject({ uuid: message.contact.uuid, name: null })
  expect(contact.last_seen_on).not.toBeNull()
})

test('a contact that writes from its second number is written to there from then on', async () => {
  const { get, post, handset, address } = await startWorkspace()
  const [a, b] = ['tel:+250788123123', 'tel:+250788123124']
  const { body: contact } = await post('contacts.json', { urns: ['telegram:1', a, b] })
  const urnOfNext = async () => (await post('messages.json', { contact: contact.uuid, text: 'x' })).body.urn
  expect(await urnOfNext()).toBe(a)
  await handset('+250788123124').writes(address, 'Muraho')
  const [changed] = (await get('contacts.json')).body.results
  expect([changed.uuid, changed.urns]).toEqual([contact.uuid, [b, 'telegram:1', a]])
  expect(changed.modified_on > contact.modified_on).toBe(true)
  expect(await urnOfNext()).toBe(b)
  await handset('+250788123124').writes(address, 'Muraho')
  expect((await get('contacts.json')).body.results[0].urns).toEqual([b, 'telegram:1', a])
  expect((await get(`contacts.json?urn=${encodeURIComponent(a)}`)).body.results).toHaveLength(1)
})

test('whoever is blocked is heard, in the archive, and stays blocked', async () => {
  const { get, post, handset, address, world } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { urns: ['telegram:1', 'tel:+250788123123'] })).body
  changeContact(world, contactRows(world).get(uuid)!, { status: 'blocked' })
  await handset('+250788123123').writes(address, 'Muraho')
  const [contact] = (await get('contacts.json')).body.results
  expect([contact.status, contact.last_seen_on === null]).toEqual(['blocked', false])
  const archived = (await get('messages.json?folder=archived')).body.results
  expect(archived).toMatchObject([{ text: 'Muraho', status: 'handled', visibility: 'archived', archived: true }])
  expect((await get('messages.json?folder=inbox')).body.results).toEqual([])
})

test('a world with the profile "documented" says incoming and outgoing', async () => {
  const { get, post, handset, address } = await startWorkspace({ profile: 'documented' })
  await handset('+250788123123').writes(address, 'a')
  await post('messages.json', { contact: 'tel:+250788123123', text: 'b' })
  expect((await get('messages.json')).body.results.map(({ direction }: { direction: string }) => direction)).toEqual([
    'outgoing',
    'incoming',
  ])
})

test('messages are filtered by number, uuid, contact, folder and time, newest first', async () => {
  const { get, post, handset, advance, address } = await startWorkspace()
  await handset('+250788000001').writes(address, 'in')
  await advance(60)
  const out = (await post('messages.json', { contact: 'tel:+250788000001', text: 'out' })).body
  await post('contacts.json', { urns: ['telegram:1'] })
  await post('messages.json', { contact: 'telegram:1', text: 'lost' })
  expect(ids(await get('messages.json'))).toEqual([3, 2, 1])
  expect(ids(await get('messages.json?id=2'))).toEqual([2])
  expect(ids(await get('messages.json?id=99'))).toEqual([])
  for (const nothing of ['id=0', 'id=%200_0', 'broadcast=0', 'contact=', 'uuid='])
    expect(ids(await get(`messages.json?${nothing}`))).toEqual([3, 2, 1])
  expect(ids(await get('messages.json?id=%20%2B2%20'))).toEqual([2])
  expect(ids(await get('messages.json?id=99999999999999999999'))).toEqual([])
  expect(ids(await get(`messages.json?uuid=${out.uuid}`))).toEqual([2])
  expect(ids(await get('messages.json?uuid=58c0f7b3-ad92-4e61-93fa-6c1d84e5b027'))).toEqual([])
  expect(ids(await get(`messages.json?contact=${out.contact.uuid}`))).toEqual([2, 1])
  expect(ids(await get('messages.json?contact=nobody'))).toEqual([])
  expect(ids(await get('messages.json?broadcast=1'))).toEqual([])
  expect(ids(await get('messages.json?label=x'))).toEqual([])
  expect(ids(await get('messages.json?folder=inbox'))).toEqual([1])
  expect(ids(await get('messages.json?folder=OUTBOX'))).toEqual([2])
  expect(ids(await get('messages.json?folder=failed'))).toEqual([3])
  expect(ids(await get('messages.json?folder=sent'))).toEqual([])
  expect(ids(await get('messages.json?folder=nonsense'))).toEqual([])
  expect(ids(await get(`messages.json?after=${out.created_on}`))).toEqual([3, 2])
  expect(ids(await get(`messages.json?before=${out.created_on}`))).toEqual([2, 1])
  expect(ids(await get('messages.json?before=2026-01-01T00:00:30'))).toEqual([1])
  expect(ids(await get('messages.json?before=2026-01-01T02:00:30%2B02:00'))).toEqual([1])
  expect(ids(await get('messages.json?before=2026-01-01T02:00:30+02:00'))).toEqual([])
  expect(ids(await get('messages.json?after=2026-01-02'))).toEqual([])
  await advance('idle')
  expect(ids(await get('messages.json?folder=sent'))).toEqual([2])
  expect(ids(await get('messages.json?folder=incoming'))).toEqual([1])
})

test('filters that exclude one another, and numbers and uuids that are none, are refused', async () => {
  const { get } = await startWorkspace()
  const two = await get('messages.json?label=x&contact=y')
  expect([two.status, two.body]).toEqual([
    400,
    { detail: 'You may only specify one of the contact, folder, label, broadcast parameters' },
  ])
  for (const id of ['xyz', '', '%20', '0x10', '1e3', '1.0', '1__0', '--1', 'Infinity'])
    for (const list of ['messages', 'broadcasts']) {
      const text = await get(`${list}.json?id=${id}`)
      expect([text.status, text.body]).toEqual([400, { detail: 'Value for id must be an integer' }])
    }
  for (const list of ['messages', 'broadcasts']) {
    const malformed = await get(`${list}.json?uuid=nonsense`)
    expect([malformed.status, malformed.body]).toEqual([400, { detail: 'Value for uuid must be a valid UUID' }])
  }
  expect((await get('messages.json?broadcast=')).body).toEqual({ detail: 'Value for broadcast must be an integer' })
})

test('an errored message is tried again after five and ten minutes; the third error is the last', async () => {
  const { admin, get, post, advance } = await startWorkspace()
  await admin('POST', '/delivery-plans', { steps: [{ after: 1, state: 'retrying' }] })
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const { id } = (await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })).body
  await advance(1)
  expect((await get(`messages.json?id=${id}`)).body.results[0].status).toBe('errored')
  expect(ids(await get('messages.json?folder=outbox'))).toEqual([id])
  const { events } = await advance('idle')
  const begin = Date.UTC(2026, 0, 1)
  expect(
    events
      .filter(({ type }) => type === 'delivery.changed')
      .map(({ state, at }) => [state, (Date.parse(at) - begin) / 1000]),
  ).toEqual([
    ['queued', 1 + 300],
    ['retrying', 1 + 300 + 1],
    ['queued', 1 + 300 + 1 + 600],
    ['retrying', 1 + 300 + 1 + 600 + 1],
    ['failed', 1 + 300 + 1 + 600 + 1],
  ])
  expect((await get(`messages.json?id=${id}`)).body.results[0]).toMatchObject({ status: 'failed', sent_on: null })
})

test('sent_on is the moment when a message was first on its way, and gone once it errs or fails', async () => {
  const { admin, get, post, advance, call, id, channel } = await startWorkspace()
  const steps = [
    { after: 1, state: 'accepted' },
    { after: 1, state: 'retrying' },
  ]
  await admin('POST', '/delivery-plans', { to: '+250788123124', steps })
  const send = async (urn: string) => {
    await post('contacts.json', { urns: [urn] })
    return (await post('messages.json', { contact: urn, text: 'x' })).body.id as number
  }
  const [good, flaky] = [await send('tel:+250788123123'), await send('tel:+250788123124')]
  const shown = async (message: number) => {
    const [{ status, sent_on }] = (await get(`messages.json?id=${message}`)).body.results
    return [status, sent_on !== null]
  }
  await advance(1)
  expect([await shown(good), await shown(flaky)]).toEqual([
    ['sent', true],
    ['wired', true],
  ])
  await advance(1)
  expect(await shown(flaky)).toEqual(['errored', false])
  await call('POST', `/w/${id}/c/ex/${channel}/failed`, { form: { id: String(good) } })
  expect(await shown(good)).toEqual(['failed', false])
})

test('the folder of what was sent is ordered by when that was, the others by when a message was made', async () => {
  const { get, post, call, id, channel } = await startWorkspace()
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  for (const text of ['a', 'b', 'c']) await post('messages.json', { contact: 'tel:+250788123123', text })
  expect(ids(await get('messages.json?folder=outbox'))).toEqual([3, 2, 1])
  for (const message of ['2', '3', '1']) await call('POST', `/w/${id}/c/ex/${channel}/sent`, { form: { id: message } })
  expect(ids(await get('messages.json?folder=sent'))).toEqual([1, 3, 2])
  expect(ids(await get('messages.json'))).toEqual([3, 2, 1])
})

test('files that were uploaded are attached by uuid, or by an address that holds it', async () => {
  const { post, upload } = await startWorkspace()
  const { uuid, url } = (await upload('PNG', 'a.png', 'image/png')).body
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const attached = {
    attachments: [{ content_type: 'image/png', url }],
    media: `image/png:${url}`,
    text: '',
    status: 'queued',
  }
  for (const file of [uuid, `image/png:${url}`, `image/png:https://media.example.org/${uuid}/a.png`])
    expect((await post('messages.json', { contact: 'tel:+250788123123', attachments: [file] })).body).toMatchObject(
      attached,
    )
  for (const file of [`x${uuid}`, `${uuid}x`, `see ${uuid}`, uuid.slice(1), url])
    expect((await post('messages.json', { contact: 'tel:+250788123123', attachments: [file] })).body).toEqual({
      attachments: [`No such object: ${file}`],
    })
})

test('a message may offer quick replies', async () => {
  const { post } = await startWorkspace()
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const { body } = await post('messages.json', {
    contact: 'tel:+250788123123',
    text: 'Coming?',
    quick_replies: ['Yes', { type: 'text', text: 'No' }],
  })
  expect(body.quick_replies).toEqual([
    { type: 'text', text: 'Yes' },
    { type: 'text', text: 'No' },
  ])
})

test('filters that exclude one another are refused before any of them is read', async () => {
  const { get } = await startWorkspace()
  const answer = await get('messages.json?contact=x&broadcast=y')
  expect(answer.body).toEqual({
    detail: 'You may only specify one of the contact, folder, label, broadcast parameters',
  })
  expect((await get('messages.json?contact=&broadcast=y')).body).toEqual({
    detail: 'Value for broadcast must be an integer',
  })
})

test('a list that was read before shows the new name of a contact, and each change of a message', async () => {
  const { get, post, advance } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123'] })).body
  await post('messages.json', { contact: uuid, text: 'Hi' })
  const read = async () => {
    const { body } = await get(`messages.json?contact=${uuid}`)
    return body.results.map((message: any) => [message.contact.name, message.status])
  }
  expect(await read()).toEqual([['Amina', 'queued']])
  await advance('idle')
  expect(await read()).toEqual([['Amina', 'delivered']])
  await post(`contacts.json?uuid=${uuid}`, { name: 'Amina K.' })
  expect(await read()).toEqual([['Amina K.', 'delivered']])
})
