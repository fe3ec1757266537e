import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const SECOND = '+250780000002'
const person = '+250788123123'

async function startPages() {
  const started = await startWorkspace()
  const pages = (method: string, path = '', body?: unknown) => started.admin(method, `/rapidpro/channels${path}`, body)
  const add = async (asked: object = {}): Promise<Record<string, any>> => {
    const { status, body } = await pages('POST', '', { address: SECOND, ...asked })
    expect(status).toBe(201)
    return body
  }
  const gateway = (uuid: string, action: string, form: Record<string, string>) =>
    started.call('POST', `/w/${started.id}/c/ex/${uuid}/${action}`, { form })
  return Object.assign(started, { pages, add, gateway })
}

test('a channel that was added on the web pages is listed by the API, and receives', async () => {
  const { pages, add, get, handset, gateway } = await startPages()
  const { uuid, ...added } = await add({ name: 'Second line' })
  expect(added).toMatchObject({ name: 'Second line', address: SECOND, type: 'external', country: 'RW', send_url: null })
  expect((await get('channels.json')).body.results.map(({ name }: any) => name)).toEqual(['Second line', 'Main line'])
  expect((await pages('GET', `/${uuid}`)).body).toEqual({ uuid, ...added })
  expect((await pages('GET')).body.channels).toHaveLength(2)
  expect((await handset(person).writes(SECOND, 'Muraho')).status).toBe(201)
  expect((await gateway(uuid, 'receive', { from: person, text: 'Hi' })).status).toBe(200)
  const { results } = (await get('messages.json')).body
  expect(results.map(({ text, channel }: any) => [text, channel.uuid])).toEqual([
    ['Hi', uuid],
    ['Muraho', uuid],
  ])
})

test('a channel sends what no other channel reaches', async () => {
  const { add, post, advance, get } = await startPages()
  const { uuid } = await add({ address: 'textbed_bot', type: 'telegram', schemes: ['telegram'] })
  const contact = (await post('contacts.json', { name: 'Amina', urns: ['telegram:12345'] })).body.uuid
  const { body } = await post('messages.json', { contact, text: 'Hi' })
  expect(body.channel).toEqual({ uuid, name: 'Channel' })
  await advance('idle')
  expect((await get('messages.json')).body.results).toMatchObject([{ status: 'delivered' }])
})

test('where an external channel sends, and how, is kept as it was said', async () => {
  const { add, admin, call } = await startPages()
  const send = {
    send_url: 'http://127.0.0.1:8080/send?a=1',
    send_method: 'PUT',
    send_body: '{"to": "{{to}}"}',
    content_type: 'application/json',
    max_length: 320,
    response_check: 'ok',
  }
  const { uuid } = await add(send)
  const fork = (await admin('POST', '/fork')).body.id
  expect((await add({ address: '+250780000003', send_url: send.send_url })).send_body).toMatch(/^id={{id}}&text=/)
  const { body } = await call('GET', `/_textbed/worlds/${fork}/rapidpro/channels/${uuid}`)
  expect(body).toMatchObject(send)
})

test.each([
  [{ address: '+250780000001' }, 409, 'Somebody receives at "+250780000001" already.'],
  [{ address: '0780000001' }, 409, 'Somebody receives at "+250780000001" already.'],
  [{ address: '+1 650 555 0001' }, 409, 'Somebody receives at "+16505550001" already.'],
  [{ send_url: 'ftp://example.org' }, 400, '"send_url" has to be an address such as'],
  [{ send_url: 'http://' }, 400, '"send_url" has to be an address such as'],
  [{ country: 'ZZ' }, 400, '"country" has to be a country of ISO 3166-1, such as RW, not "ZZ".'],
  [{ schemes: [] }, 400, '"schemes" has 0 items'],
  [{ schemes: ['telegramm'] }, 400, 'Did you mean "telegram"'],
  [{ max_length: 0 }, 400, '"max_length" has to be between 1 and 6400'],
  [{ url: 'http://127.0.0.1' }, 400, '"url" is not known here. Did you mean "send_url"'],
])('a channel made of %j is refused with %i, and nothing is changed', async (asked, expected, message) => {
  const { pages, world } = await startPages()
  const before = JSON.stringify(world.toJSON().rows)
  const { status, body } = await pages('POST', '', { address: SECOND, ...asked })
  expect([status, body.error.message]).toEqual([expected, expect.stringContaining(message)])
  expect(JSON.stringify(world.toJSON().rows)).toBe(before)
})

test('a channel that was removed is listed nowhere and receives nothing, and messages still name it', async () => {
  const { pages, add, get, handset, gateway, admin } = await startPages()
  const { uuid } = await add({ name: 'Second line' })
  await handset(person).writes(SECOND, 'Muraho')
  expect((await pages('DELETE', `/${uuid}`)).status).toBe(204)
  expect((await get('channels.json')).body.results).toHaveLength(1)
  expect((await get(`channels.json?uuid=${uuid}`)).body.results).toEqual([])
  expect((await pages('DELETE', `/${uuid}`)).status).toBe(404)
  const refused = await handset(person).writes(SECOND, 'Muraho?')
  expect([refused.status, refused.body.error.code]).toEqual([404, 'unknown'])
  for (const action of ['receive', 'sent', 'stopped']) {
    const { status, body } = await gateway(uuid, action, { from: person, text: 'x', id: '1' })
    expect([status, body.data[0].error]).toEqual([400, 'channel not found'])
  }
  expect((await get('messages.json')).body.results).toMatchObject([{ channel: { uuid, name: 'Second line' } }])
  // Its address is free, and a snapshot of such a world is put back.
  const { body: snapshot } = await admin('GET', '/snapshot')
  expect((await add()).uuid).not.toBe(uuid)
  expect((await admin('PUT', '/snapshot', snapshot)).status).toBe(200)
})

test('what a channel that was removed had not handed over fails, what it had goes on, and then nothing can be sent', async () => {
  const { pages, get, post, advance, admin, channel } = await startPages()
  const contact = (await post('contacts.json', { urns: [`tel:${person}`] })).body.uuid
  await admin('POST', '/delivery-plans', { text: 'later', steps: [{ after: 1, state: 'retrying' }] })
  await post('messages.json', { contact, text: 'handed over' })
  await post('messages.json', { contact, text: 'later' })
  await advance(2)
  await post('messages.json', { contact, text: 'queued' })
  expect((await pages('DELETE', `/${channel}`)).status).toBe(204)
  await advance('idle')
  const shown = async () => (await get('messages.json')).body.results.map(({ text, status }: any) => [text, status])
  expect(await shown()).toEqual([
    ['queued', 'failed'],
    ['later', 'failed'],
    ['handed over', 'delivered'],
  ])
  expect((await post('messages.json', { contact, text: 'nowhere' })).body).toMatchObject({
    status: 'failed',
    channel: null,
    urn: null,
  })
  expect((await admin('GET', '')).body.credentials.rapidpro).not.toHaveProperty('channel')
  expect((await get('contacts.json?expand_urns=1')).body.results[0].urns[0].channel).toBeNull()
  await post('broadcasts.json', { contacts: [contact], text: 'Hi' })
  await advance('idle')
  expect((await get('broadcasts.json')).body.results).toMatchObject([{ status: 'completed' }])
})
