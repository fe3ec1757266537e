import telerivet from 'telerivet'
import { beforeEach, expect, test } from 'vitest'
import type { Receiver } from '../../support/receiver.ts'
import { watched } from '../../support/watched.ts'
import { type TestWorld, startWorld } from '../../support/world.ts'

// Every call that the official client has for services, what contacts' states in them are, and their logs.

/** The client has no types of its own. */
// oxlint-disable-next-line typescript/no-explicit-any
type Client = any

/** The client answers by callback. */
const ask = (call: (callback: (error: Error | null, answer: Client) => void) => void): Promise<Client> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))))

/** How the client is made inside. */
const PLUMBING = new Set(['_base', 'getClassName', 'getBaseApiPath', 'setData'])
const untried = ({ untried: names }: { untried: () => string[] }, of = /./): string[] =>
  names().filter((name) => of.test(name) && !PLUMBING.has(name))

let world: TestWorld
let receiver: Receiver
let project: ReturnType<typeof watched<Client>>
let service: ReturnType<typeof watched<Client>>
let contact: Client

beforeEach(async () => {
  world = await startWorld()
  receiver = world.receiver
  const { api_key, project_id } = world.credentials['telerivet']!
  project = watched<Client>(new telerivet.API(api_key, `${world.url}/v1`).initProjectById(project_id))
  const asked = {
    name: 'Example Service',
    service_type: 'incoming_message_webhook',
    config: { url: `${receiver.url}/hook`, secret: 's' },
  }
  service = watched(await ask((done) => project.it.createService(asked, done)))
  contact = await ask((done) => project.it.getOrCreateContact({ name: 'Ann', phone_number: '+16505550123' }, done))
})

test('createService, getServiceById, initServiceById, queryServices, save and delete', async () => {
  service.it.name = 'Renamed'
  service.it.priority = 3
  service.it.apply_mode = 'always'
  service.it.vars.foo = 'bar'
  await ask((done) => service.it.save(done))
  expect(await ask((done) => project.it.getServiceById(service.it.id, done))).toMatchObject({
    name: 'Renamed',
    priority: 3,
    apply_mode: 'always',
    contexts: { message: { incoming_message: true } },
    webhook_url: null,
  })
  const same = project.it.initServiceById(service.it.id)
  await ask((done) => same.load(done))
  expect(same.vars.foo).toBe('bar')
  const found = await ask((done) => project.it.queryServices({ active: true, context: 'message' }).all(done))
  expect(found.map(({ id }: Client) => id)).toEqual([service.it.id])
  await ask((done) => service.it.delete(done))
  expect(await ask((done) => project.it.queryServices().count(done))).toBe(0)
  expect(untried(project, /Service(?!Log)/)).toEqual([])
})

test('invoke', async () => {
  receiver.answer = () => ({
    headers: { 'content-type': 'application/json' },
    body: '{"messages":[{"content":"What do you grow?"}],"variables":{"return_value":1}}',
  })
  const options = { context: 'contact', contact_id: contact.id, variables: { crop: 'tea', paid: true } }
  const { return_value, log_entries, errors, sent_messages, airtime_transactions } = await ask((done) =>
    service.it.invoke(options, done),
  )
  expect([return_value, log_entries, errors, airtime_transactions]).toEqual([
    1,
    [`POST ${receiver.url}/hook answered 200`],
    [],
    [],
  ])
  expect(receiver.received[0]!.form).toMatchObject({ event: 'default', contact_id: contact.id, $crop: 'tea' })
  // They are messages with methods of their own.
  const [message] = sent_messages
  expect([message.content, message.source, message.service_id]).toEqual(['What do you grow?', 'webhook', service.it.id])
  expect((await ask((done) => message.cancel(done))).status).toBe('cancelled')

  expect((await ask((done) => service.it.invoke({ ...options, async: true }, done))).sent_messages).toEqual([])
  await world.advance(1)
  expect(receiver.received).toHaveLength(2)

  service.it.active = false
  await ask((done) => service.it.save(done))
  await expect(ask((done) => service.it.invoke(options, done))).rejects.toMatchObject({ code: 'invalid_param' })
})

test('getContactState, setContactState, resetContactState, queryContactStates; ContactServiceState.save and reset', async () => {
  const nowhere = await ask((done) => service.it.getContactState(contact, done))
  expect([nowhere.id, nowhere.time_created]).toEqual([null, null])
  const state = watched(
    await ask((done) => service.it.setContactState(contact, { id: 'q1', vars: { q1: 'yes' } }, done)),
  )
  expect([state.it.id, state.it.contact_id, state.it.service_id]).toEqual(['q1', contact.id, service.it.id])
  state.it.id = 'q2'
  state.it.vars.q2 = 'no'
  await ask((done) => state.it.save(done))
  const states = await ask((done) =>
    service.it.queryContactStates({ id: { prefix: 'q' }, vars: { q2: 'no' } }).all(done),
  )
  expect(states.map(({ id, vars }: Client) => [id, vars.q1, vars.q2])).toEqual([['q2', 'yes', 'no']])
  expect(await ask((done) => contact.queryServiceStates().count(done))).toBe(1)
  // Variables alone are sent without the id, which stays as it is.
  state.it.vars.q2 = 'yes'
  await ask((done) => state.it.save(done))
  const saved = await ask((done) => service.it.getContactState(contact, done))
  expect([saved.id, saved.vars.q2]).toEqual(['q2', 'yes'])
  await ask((done) => state.it.reset(done))
  expect(await ask((done) => service.it.queryContactStates().count(done))).toBe(0)
  await ask((done) => service.it.setContactState(contact, { id: 'q3' }, done))
  expect((await ask((done) => service.it.resetContactState(contact, done))).id).toBeNull()
  expect(untried(state)).toEqual([])
})

test('getConfig and setConfig', async () => {
  expect(await ask((done) => service.it.getConfig(done))).toEqual({ url: `${receiver.url}/hook`, secret: 's' })
  const config = { url: `${receiver.url}/other` }
  expect(await ask((done) => service.it.setConfig(config, done))).toEqual(config)
  expect(await ask((done) => service.it.getConfig(done))).toEqual(config)
})

test('queryServiceLogs', async () => {
  await ask((done) => service.it.invoke({ context: 'contact', contact_id: contact.id }, done))
  const logs = await ask((done) =>
    project.it.queryServiceLogs({ service_id: service.it.id, execution_stats: true }).all(done),
  )
  expect(logs).toMatchObject([
    {
      content: `POST ${receiver.url}/hook answered 200`,
      contact_id: contact.id,
      message_id: null,
      webhook_count: 1,
      requests: [{ type: 'http_request', resource: `POST ${receiver.url}/hook`, status_code: 200 }],
    },
  ])
  expect(await ask((done) => project.it.queryServiceLogs().count(done))).toBe(1)
})

test('services have no other methods', () => {
  const methods = ['delete', 'getConfig', 'getContactState', 'invoke', 'queryContactStates', 'resetContactState']
  expect(untried(service).sort()).toEqual([...methods, 'save', 'setConfig', 'setContactState'])
})
