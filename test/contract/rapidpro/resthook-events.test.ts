import { expect, test } from 'vitest'
import { exampleExport } from '../../../src/providers/rapidpro/flows/definition/example.ts'
import { startWorkspace } from './start.ts'

async function startEvents() {
  const workspace = await startWorkspace()
  const { admin, post, get, advance, receiver } = workspace
  const [flow] = (await admin('POST', '/rapidpro/flows', exampleExport())).body.flows
  const contact = (await post('contacts.json', { name: 'Amina', urns: ['tel:+250788000001'] })).body.uuid as string
  await post('flow_starts.json', { flow: flow.uuid, contacts: [contact] })
  await advance(5)
  const [run] = (await get('runs.json')).body.results
  await admin('POST', '/rapidpro/resthooks', { resthook: 'registered' })
  const fire = (asked: object = {}) =>
    admin('POST', '/rapidpro/resthook-events', { resthook: 'registered', run: run.uuid, ...asked })
  const subscribe = (path: string) =>
    post('resthook_subscribers.json', { resthook: 'registered', target_url: receiver.url + path })
  const listed = async (path: string): Promise<any[]> => (await get(path)).body.results
  return Object.assign(workspace, { flow, contact, run, fire, subscribe, listed })
}

test('every subscriber is posted what is recorded, in the order of target_url', async () => {
  const { flow, contact, run, fire, subscribe, listed, advance, receiver } = await startEvents()
  await subscribe('/b')
  await subscribe('/a')
  const { status, body } = await fire()
  expect([status, body.resthook]).toEqual([201, 'registered'])
  await advance(1)
  expect(receiver.received.map(({ path, method, text }) => [path, method, JSON.parse(text)])).toEqual([
    ['/a', 'POST', body.data],
    ['/b', 'POST', body.data],
  ])
  expect(receiver.received[0]!.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^RapidProMailroom\//),
  })
  expect(await listed('resthook_events.json')).toEqual([
    { resthook: 'registered', data: body.data, created_on: expect.any(String) },
  ])
  expect(body.data).toEqual({
    contact: { uuid: contact, name: 'Amina', urn: 'tel:+250788000001', language: null },
    flow: { uuid: flow.uuid, name: flow.name, revision: 1 },
    run: { uuid: run.uuid, created_on: run.created_on },
    path: [{ uuid: expect.any(String), node_uuid: run.path[0].node, arrived_on: run.path[0].time, exit_uuid: '' }],
    results: {},
    input: null,
    channel: null,
  })
})

test('input and channel are those of what the contact sent in this run', async () => {
  const { fire, handset, address, channel, get } = await startEvents()
  await handset('+250788000001').writes(address, 'Fine')
  const [message] = (await get('messages.json')).body.results
  const { input, channel: by } = (await fire()).body.data
  expect(by).toEqual({ uuid: channel, name: 'Main line', address })
  expect(input).toEqual({
    uuid: message.uuid,
    type: 'msg',
    text: 'Fine',
    attachments: [],
    channel: by,
    created_on: message.created_on,
    urn: { scheme: 'tel', path: '+250788000001', display: '' },
  })
})

test('an event is recorded even with no subscriber, and kept for 48 hours', async () => {
  const { fire, listed, advance, admin, world } = await startEvents()
  await fire()
  await advance('PT24H')
  await fire()
  expect(await listed('resthook_events.json?resthook=registered')).toHaveLength(2)
  expect(await listed('resthook_events.json?resthook=Registered')).toEqual([])
  await advance('PT24H1S')
  expect(await listed('resthook_events.json')).toHaveLength(1)
  expect((await admin('GET', '/rapidpro/resthook-events')).body.resthook_events).toHaveLength(1)
  await fire()
  expect((world.toJSON().rows as any)['rapidpro.resthook_events'].rows).toHaveLength(2)
})

test('a subscriber who answers 410 is removed, which moves the modified_on of the resthook; one who fails stays', async () => {
  const { fire, subscribe, listed, advance, receiver } = await startEvents()
  await subscribe('/failing')
  await subscribe('/gone')
  const [{ modified_on: before }] = await listed('resthooks.json')
  receiver.answer = ({ path }) => ({ status: path === '/gone' ? 410 : 500 })
  await fire()
  await advance('PT1H')
  expect((await listed('resthook_subscribers.json')).map(({ target_url }) => target_url)).toEqual([
    `${receiver.url}/failing`,
  ])
  expect((await listed('resthooks.json'))[0].modified_on > before).toBe(true)
  expect(receiver.received).toHaveLength(2)
})

test.each([
  [{ resthook: 'registred' }, 404, 'There is no resthook "registred". Did you mean "registered"?'],
  [{ run: 'x' }, 404, 'There is no run "x". The newest is "'],
  [{ run: '' }, 400, '"run" is empty'],
  [{ contact: 'x' }, 400, '"contact" is not known here.'],
])('%j reaches nothing', async (asked, status, message) => {
  const { fire, listed } = await startEvents()
  const answer = await fire(asked)
  expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)])
  expect(await listed('resthook_events.json')).toEqual([])
})
