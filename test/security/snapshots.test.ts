import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import clinic from '../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { beforeAll, describe, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import { WAIT_OVER } from '../../src/core/clock/waits.ts'
import { Unreadable } from '../../src/core/reading/unreadable.ts'
import { DAWN } from '../../src/core/worlds.ts'
import type { World } from '../../src/core/world.ts'
import type { Api } from '../../src/http/api.ts'
import { Call } from '../../src/http/call.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import type { HttpRequest } from '../../src/http/message.ts'
import { respond } from '../../src/http/respond.ts'
import { providers } from '../../src/providers/index.ts'
import { authIdOf } from '../../src/providers/plivo/subaccounts/subaccount.ts'
import { FOLLOW } from '../../src/providers/telerivet/contacts/follow-filters.ts'
import { Router } from '../../src/server/router.ts'
import { Simulator } from '../../src/simulator/simulator.ts'
import { FIRST } from '../conformance/examples.ts'
import { answerFitsSchema } from '../support/fits-schema.ts'
import { wholeAnswer } from '../support/read-content.ts'
import { credentialsOf, exampleOf } from '../support/bare-simulator.ts'
import { type Edit, apply, edits } from './edits.ts'

// A snapshot that somebody has edited is refused whole, or it is a world like any other: no call to it fails.

/** So many edited snapshots are tried; more by TEXTBED_EDITS, others by TEXTBED_EDITS_SEED. */
const RUNS = Number(process.env['TEXTBED_EDITS'] ?? 200)
const SEED = Number(process.env['TEXTBED_EDITS_SEED'] ?? 5)

const simulator = new Simulator({
  providers,
  outside: {
    breathe: () => undefined,
    settle: () => Promise.resolve(),
    wallClock: () => DAWN,
    after(_milliseconds, run) {
      setImmediate(run)
      return () => {}
    },
    // Receivers are there now and then.
    callOut: ({ url }) =>
      Promise.resolve(
        url.includes('gone')
          ? { kind: 'refused', why: 'nobody is there' }
          : { kind: 'answered', status: 200, headers: {}, body: '<Response></Response>' },
      ),
  },
})
const apis: readonly Api[] = [...providers, adminOf(simulator)]
const router = new Router(apis)
const HOOK = 'http://127.0.0.1:9/'

interface Asked {
  query?: Record<string, string> | undefined
  body?: unknown
}

async function ask(world: World, method: string, path: string, { query = {}, body }: Asked = {}): Promise<string> {
  const to = router.find(method, path)
  if (!to) throw new Error(`No API serves ${path}.`)
  const request: HttpRequest = {
    method,
    path,
    query: new URLSearchParams(query).toString(),
    headers: { ...credentialsOf(to.api, world), 'content-type': 'application/json' },
    body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
    bodyProblem: null,
    origin: 'http://textbed.test',
    ip: '127.0.0.1',
  }
  const found = to.api.name === 'admin' ? undefined : world
  const call = new Call(to.api, to.endpoint, request, to.params, found, to.miss, to.allow)
  const response = await wholeAnswer(await patiently(world, respond(call)))
  const { status, body: text, error } = response
  answerFitsSchema(call, response)
  if (status >= 500 && status !== 501)
    throw new Error(`${to.endpoint.id} answered ${method} ${path} with ${status}: ${text}`, { cause: error })
  return text ?? ''
}

/** A call that a fault delays is answered once the clock has moved. */
async function patiently<T>(world: World, answer: T | Promise<T>): Promise<T> {
  const soon = new Promise<undefined>((resolve) => setImmediate(() => setImmediate(() => resolve(undefined))))
  const answered = await Promise.race([answer, soon])
  if (answered !== undefined) return answered
  if (!world.clock.advancing) await world.clock.runUntilIdle()
  return answer
}

/** The ids of rows that a path may name. */
const NAMED: Record<string, (world: World) => readonly string[]> = {
  project_id: idsIn('telerivet.projects'),
  organization_id: idsIn('telerivet.organizations'),
  phone_id: idsIn('telerivet.phones'),
  api_key_id: idsIn('telerivet.api-keys'),
  contact_id: idsIn('telerivet.contacts'),
  group_id: (world) => [...idsIn('telerivet.groups')(world), ...idsIn('rapidpro.groups')(world)],
  dynamic_group_id: idsIn('telerivet.groups'),
  label_id: idsIn('telerivet.labels'),
  user_id: (world) => [...idsIn('telerivet.users')(world), ...idsIn('rapidpro.users')(world)],
  message_id: idsIn('telerivet.messages'),
  broadcast_id: idsIn('telerivet.broadcasts'),
  route_id: idsIn('telerivet.routes'),
  short_domain_id: idsIn('telerivet.short-domains'),
  custom_route_id: idsIn('telerivet.routes'),
  short_link: idsIn('telerivet.short-links'),
  service_id: idsIn('telerivet.services'),
  service_template_id: idsIn('telerivet.service-templates'),
  table_id: idsIn('telerivet.tables'),
  row_id: idsIn('telerivet.rows'),
  task_id: idsIn('telerivet.tasks'),
  storage_id: idsIn('telerivet.storages'),
  transaction_id: idsIn('telerivet.airtime-transactions'),
  airtime_transaction_id: idsIn('telerivet.airtime-transactions'),
  usage_type: () => ['messages_day', 'nothing'],
  storage_file: (world) =>
    rowsIn(world, 'telerivet.files').map((row) => (row as unknown as { filename: string }).filename),
  variable: () => ['crop', 'new_one'],
  auth_id: (world) => [world.credentials['plivo']!['auth_id']!],
  app_id: idsIn('plivo.applications'),
  number: (world) => ['+250788123123', ...idsIn('plivo.numbers')(world)],
  message_uuid: idsIn('plivo.messages'),
  media_id: idsIn('plivo.media'),
  powerpack_uuid: idsIn('plivo.powerpacks'),
  pool_uuid: (world) => rowsIn(world, 'plivo.powerpacks').map((row) => (row as unknown as { pool: string }).pool),
  subauth_id: (world) => idsIn('plivo.subaccounts')(world).map((id) => authIdOf(world, id)),
  channel: idsIn('rapidpro.channels'),
  channel_id: idsIn('rapidpro.channels'),
  token_id: idsIn('rapidpro.tokens'),
  flow_id: idsIn('rapidpro.flows'),
  resthook_id: idsIn('rapidpro.resthooks'),
  resthook_event_id: idsIn('rapidpro.resthook_events'),
  channel_event_id: idsIn('rapidpro.channel-events'),
  classifier_id: idsIn('rapidpro.classifiers'),
  template_id: idsIn('rapidpro.templates'),
  campaign_id: idsIn('rapidpro.campaigns'),
  campaign_fire_id: idsIn('rapidpro.campaign_fires'),
  team_id: idsIn('rapidpro.teams'),
  ticket_id: idsIn('rapidpro.tickets'),
  workspace_id: idsIn('rapidpro.workspaces'),
  boundary_id: () => ['R171496', 'R1708283'],
  bucket: (world) => [world.credentials['rapidpro']!['bucket']!],
  org: () => ['1'],
  folder: () => ['nobody'],
  media: idsIn('rapidpro.media'),
  filename: () => ['nobody'],
  archive: () => ['message_M202508.jsonl.gz', 'run_D20250901.jsonl.gz'],
  endpoint: () => ['contacts'],
  world: ({ id }) => [id],
  fault: idsIn('http.faults'),
  webhook: idsIn('http.webhooks'),
}

const rowsIn = (world: World, collection: string) => world.store.state()[collection]?.rows ?? []
function idsIn(collection: string) {
  return (world: World): readonly string[] => rowsIn(world, collection).map(({ id }) => id)
}

/** Paths of an operation to some rows: the first of each kind, the last, and one between. */
function pathsOf({ path }: Endpoint, world: World): string[] {
  const at = (share: number) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (!NAMED[name]) throw new Error(`NAMED does not say what may stand for {${name}} in ${path}: add a line to it`)
      const ids = NAMED[name](world)
      return encodeURIComponent(ids[Math.floor(share * (ids.length - 1))] ?? 'nobody')
    })
  return [...new Set([at(0), at(0.5), at(1)])]
}

const endpointsOf = (method: string, api: Api) => api.endpoints.filter((one) => one.method === method)

async function read(world: World): Promise<void> {
  for (const api of apis) {
    for (const endpoint of endpointsOf('get', api).filter(({ id }) => id !== 'admin.wait'))
      for (const path of pathsOf(endpoint, world))
        await ask(world, 'GET', path, { query: exampleOf(endpoint, world).query })
  }
  await ask(world, 'GET', '/api/v2/contacts.json', { query: { expand_urns: 'true' } })
}

/** Every operation that changes something, deletions last. */
async function write(world: World): Promise<void> {
  for (const method of ['post', 'patch', 'put', 'delete'])
    for (const api of providers)
      for (const endpoint of endpointsOf(method, api)) await perform(world, endpoint, pathsOf(endpoint, world)[0]!)
}

function perform(world: World, endpoint: Endpoint, path: string): Promise<string> {
  const { query, body } = exampleOf(endpoint, world)
  return ask(world, endpoint.method.toUpperCase(), path, { query, ...(endpoint.method !== 'delete' && { body }) })
}

/** All that one can do with a world whose snapshot was accepted. */
async function liveOn(world: World): Promise<void> {
  const base = `/_textbed/worlds/${world.id}`
  await read(world)
  const fork = JSON.parse(await ask(world, 'POST', `${base}/fork`, { body: {} })) as { id: string }
  await write(world)
  await ask(world, 'POST', `${base}/handsets/+250788123123/messages`, { body: { to: '+250780000001', text: 'Hello' } })
  await ask(world, 'POST', `${base}/clock/advance`, { body: { by: 'P2D' } })
  await ask(world, 'POST', `${base}/clock/advance`, { body: { until: 'idle' } })
  await read(world)
  await simulator.readWorld(JSON.parse(JSON.stringify(world)))
  await ask(world, 'POST', `/_textbed/worlds/${fork.id}/clock/advance`, { body: { by: 'P1D' } })
  await ask(world, 'DELETE', `/_textbed/worlds/${fork.id}`)
  await ask(world, 'POST', `${base}/reset`, { body: {} })
  await ask(world, 'GET', '/_textbed/worlds')
}

/** A world with some of everything, and things of every kind pending. */
let lively = ''
beforeAll(async () => {
  const fixture = JSON.parse(readFileSync(new URL('../../fixtures/furnished.json', import.meta.url), 'utf8'))
  const world = simulator.worlds.restore(simulator.create({ id: 'edited' }).id, fixture.state)
  const first = FIRST.flatMap((id) => providers.flatMap((api) => api.endpoints.filter((one) => one.id === id)))
  for (const endpoint of first) await perform(world, endpoint, pathsOf(endpoint, world)[0]!)
  const { auth_id } = world.credentials['plivo']!
  const [project] = idsIn('telerivet.projects')(world)
  await ask(world, 'POST', `/v1/Account/${auth_id}/Application/14155550100000001/`, {
    body: { message_url: `${HOOK}gone` },
  })
  for (const dst of ['14155550101', '14155550102'])
    await ask(world, 'POST', `/v1/Account/${auth_id}/Message/`, {
      body: {
        src: '14155550100',
        dst,
        text: 'Hello',
        url: `${HOOK}gone`,
        media_urls: ['http://example.org/a.png'],
        type: 'mms',
      },
    })
  await ask(world, 'POST', `/v1/projects/${project}/messages/send`, {
    body: { to_number: '+14155550103', content: 'Hello', status_url: `${HOOK}gone`, route_params: { a: [{ b: 1 }] } },
  })
  await ask(world, 'POST', '/api/v2/groups.json', { body: { name: 'Poets' } })
  await ask(world, 'POST', '/api/v2/labels.json', { body: { name: 'Poems' } })
  await ask(world, 'POST', '/api/v2/globals.json', { body: { name: 'Prize', value: '100' } })
  await ask(world, 'POST', '/api/v2/fields.json', { body: { name: 'Born', type: 'datetime' } })
  await ask(world, 'POST', '/api/v2/contacts.json', {
    body: {
      name: 'Ada',
      urns: ['tel:+250788123123', 'twitter:ada'],
      note: 'Writes poems.',
      groups: ['Poets'],
      fields: { born: '10-12-1815' },
    },
  })
  const reminders = async (offset: number) => {
    const campaign = idsIn('rapidpro.campaigns')(world).at(-1)
    const when = { relative_to: 'created_on', offset, unit: 'days', delivery_hour: -1 }
    await ask(world, 'POST', '/api/v2/campaign_events.json', { body: { campaign, ...when, message: 'Write!' } })
  }
  const steer = (path: string, body: unknown) => ask(world, 'POST', `/_textbed/worlds/edited${path}`, { body })
  await steer('/rapidpro/tickets', { contact: 'twitter:ada', note: 'Asks for a prize.' })
  await steer('/rapidpro/flows', clinic)
  await steer(`/rapidpro/flows/${idsIn('rapidpro.flows')(world)[0]}`, { labels: ['Poems'] })
  await steer('/rapidpro/resthooks', { resthook: 'new-poem' })
  await ask(world, 'POST', '/api/v2/resthook_subscribers.json', {
    body: { resthook: 'new-poem', target_url: `${HOOK}gone` },
  })
  const [first_flow, other_flow] = idsIn('rapidpro.flows')(world)
  const starts = (flow: string | undefined, urn: string) =>
    ask(world, 'POST', '/api/v2/flow_starts.json', { body: { flow, urns: [urn] } })
  await starts(first_flow, 'twitter:ada')
  await starts(other_flow, 'tel:+250788123124')
  await ask(world, 'POST', '/api/v2/campaigns.json', { body: { name: 'Poems', group: 'Poets' } })
  await reminders(7)
  await steer('/rapidpro/channel-events', { type: 'call-in-missed', urn: 'tel:+250788123123' })
  await steer('/rapidpro/classifiers', { name: 'Rhymes', type: 'wit', intents: ['ask_price'] })
  await steer('/rapidpro/channels', { name: 'Chat', type: 'whatsapp', address: '250780000003' })
  await steer('/rapidpro/templates', {
    name: 'reminder',
    translations: [{ locale: 'eng', content: 'See you, {{1}}.' }],
  })
  await ask(world, 'POST', '/api/v2/optins.json', { body: { name: 'Poems by text' } })
  await steer('/delivery-plans', {
    to: '+14155550106',
    steps: [{ after: 1, state: 'retrying' }],
  })
  const { uuid: nobody } = JSON.parse(
    await ask(world, 'POST', '/api/v2/contacts.json', { body: { name: 'Nobody' } }),
  ) as { uuid: string }
  const { uuid } = JSON.parse(
    await ask(world, 'POST', '/api/v2/contacts.json', { body: { name: 'Ben', urns: ['tel:+14155550106'] } }),
  ) as { uuid: string }
  await ask(world, 'POST', '/api/v2/messages.json', { body: { contact: uuid, text: 'Hello' } })
  await steer('/handsets/+14155550199/messages', { to: '+14155550100', text: 'STOP' })
  await steer('/rate-limits', { match: 'plivo', limit: 1000, window: 5 })
  await ask(world, 'PATCH', '/_textbed/worlds/edited/handsets/+14155550198', { body: { on: false } })
  await steer('/telerivet/storages', {})
  const [storage_id] = idsIn('telerivet.storages')(world)
  const everybody = { filter_type: 'query_contacts', filter_params: { all: true } }
  const exported = { task_type: 'export_contacts', task_params: { storage_id, filename: 'a.csv' }, ...everybody }
  await ask(world, 'POST', `/v1/projects/${project}/tasks`, { body: exported })
  await steer('/clock/advance', { by: 4 })
  const runs = JSON.parse(await ask(world, 'GET', '/api/v2/runs.json')) as { results: { uuid: string }[] }
  await steer('/rapidpro/resthook-events', { resthook: 'new-poem', run: runs.results[0]!.uuid })
  await ask(world, 'POST', '/api/v2/broadcasts.json', {
    body: {
      urns: ['tel:+250788123123', 'tel:+14155550104'],
      text: { eng: 'Hello', kin: 'Muraho' },
      base_language: 'eng',
    },
  })
  await ask(world, 'POST', '/api/v2/messages.json', {
    body: { contact: idsIn('rapidpro.contacts')(world)[0], text: 'Hello', quick_replies: ['Yes', 'No'] },
  })
  await ask(world, 'POST', `/v1/projects/${project}/messages/send`, {
    body: { to_number: '+14155550105', content: 'Hi' },
  })
  await steer('/delivery-plans', { to: '+14155550107', steps: [{ after: 1, state: 'sent', reports: [{ after: 60 }] }] })
  await ask(world, 'POST', `/v1/projects/${project}/messages/send`, {
    body: { to_number: '+14155550107', content: 'Hi' },
  })
  await steer('/clock/advance', { by: 1 })
  await ask(world, 'POST', `/v1/projects/${project}/tasks`, { body: exported })
  await steer('/faults', { match: 'telerivet.getPhone', times: 1, effect: { kind: 'delay', by: 5 } })
  world.clock.schedule(7000, WAIT_OVER, {})
  const phones = idsIn('telerivet.phones')(world)
  await steer('/telerivet/short-domains', { domain: 'go.example.org' })
  await steer('/telerivet/service-templates', { name: 'Price of a crop', messages: ['Hello [[contact.name]]'] })
  await steer('/telerivet/airtime-transactions', { to_number: '+14155550105', value: 5 })
  for (const [service_type, config] of [
    ['incoming_message_script', { code: 'a' }],
    ['incoming_message_webhook', { url: `${HOOK}gone`, secret: 's' }],
  ])
    await ask(world, 'POST', `/v1/projects/${project}/services`, { body: { service_type, config } })
  const [service, someone] = [idsIn('telerivet.services')(world)[0], idsIn('telerivet.contacts')(world)[0]]
  await ask(world, 'POST', `/v1/projects/${project}/services/${service}/states/${someone}`, { body: { id: 'q1' } })
  await ask(world, 'POST', `/v1/projects/${project}/messages/receive`, {
    body: { phone_id: phones[0], from_number: '+14155550105', content: 'Hi' },
  })
  await steer('/telerivet/custom-routes', { rules: [{ prefix: '+1', phone_ids: phones }] })
  await ask(world, 'POST', `/v1/projects/${project}/messages/send`, {
    body: { to_number: '+14155550105', content: 'https://example.com/a', track_clicks: true },
  })
  await ask(world, 'POST', `/v1/projects/${project}/send_broadcast`, {
    body: { to_numbers: ['+14155550105'], content: 'Hi', route_id: idsIn('telerivet.routes')(world)[0] },
  })
  // What is pending in the end: somebody in a flow, a start, a text for an aggregator, groups that are being made, an event
  // of a campaign, a phone at its limit, a service that was invoked.
  await steer('/rapidpro/groups', { name: 'Romantics', query: 'born < 01-01-1850' })
  await reminders(14)
  await starts(first_flow, 'tel:+250788123124')
  await steer(`/rapidpro/flows/${first_flow}`, { archived: true })
  await starts(other_flow, 'twitter:ada')
  await steer('/rapidpro/channels', {
    name: 'Own aggregator',
    address: '+250780000002',
    international: true,
    send_url: `${HOOK}gone`,
  })
  await steer(`/rapidpro/channels/${idsIn('rapidpro.channels')(world)[0]}`, { sends: false })
  await ask(world, 'POST', '/api/v2/messages.json', { body: { contact: uuid, text: 'By the aggregator' } })
  await ask(world, 'POST', '/api/v2/messages.json', { body: { contact: nobody, text: 'To nobody' } })
  await steer('/telerivet/dynamic-groups', { name: 'Everybody', filter: { phone_number: { prefix: '+' } } })
  // As if there were more contacts than are looked at in one go.
  world.clock.schedule(0, FOLLOW, { group: idsIn('telerivet.groups')(world).at(-1)!, beyond: 1 })
  await steer('/telerivet/phones', { name: 'Slow', phone_number: '+14155550190', keeps_send_limit: true })
  // The second text is more than the phone has room for.
  for (const parts of [400, 60])
    await ask(world, 'POST', `/v1/projects/${project}/messages/send`, {
      body: {
        to_number: '+14155550105',
        route_id: idsIn('telerivet.phones')(world).at(-1),
        content: 'x'.repeat(153 * parts),
      },
    })
  const webhook = idsIn('telerivet.services')(world).at(-1)
  await ask(world, 'POST', `/v1/projects/${project}/services/${webhook}/invoke`, {
    body: { context: 'contact', contact_id: someone, async: true },
  })
  await steer('/faults', { match: 'plivo', skip: 1000, effect: { kind: 'problem', problem: 'conflict', status: 409 } })
  lively = JSON.stringify(world)
})

test('the snapshot that is edited holds something of everything', () => {
  const { rows, clock } = JSON.parse(lively) as ReturnType<World['state']>
  const empty = ['plivo.sticky-senders', 'plivo.conversations', 'rapidpro.media']
  const known = simulator.collections.map(({ name }) => name)
  expect(known.filter((name) => !rows[name] || rows[name].rows.length === 0).sort()).toEqual(empty.sort())
  expect(new Set(clock.jobs.map(({ kind }) => kind))).toEqual(new Set(simulator.jobs.map(({ name }) => name)))
})

test('unedited, it is accepted, and lived on from', async () => {
  expect(await outcome([])).toBe('accepted')
})

describe('edited', () => {
  test(
    `${RUNS} times at random, it is refused with a place, or no call fails`,
    { timeout: 60_000 + RUNS * 1000 },
    async () => {
      const told = { accepted: 0, refused: 0 }
      await fc.assert(
        fc.asyncProperty(edits, async (made) => {
          told[await outcome(made)]++
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      )
      // Neither reads everything as nonsense, nor nothing.
      expect(Math.min(told.accepted, told.refused)).toBeGreaterThan(RUNS / 20)
    },
  )
})

test('a service with the configuration of another type of service is refused', async () => {
  expect(
    await outcomeOf((rows) => {
      const all = rows['telerivet.services']!
      const configs = all.map(({ config }) => config)
      all.forEach((service, place) => (service['config'] = configs.at(place - 1)))
      return ['configurations that changed places']
    }),
  ).toBe('refused')
})

test.each([{ delivery: 5 }, { delivery: null, part: 'x' }, { service: 5, run: 7 }, { inbound: 5 }])(
  'what webhooks are about may be anything, such as %j',
  async (about) => {
    expect(
      await outcomeOf((rows) => {
        for (const webhook of rows['http.webhooks']!) webhook['about'] = about
        return [`webhooks about ${JSON.stringify(about)}`]
      }),
    ).toBe('accepted')
  },
)

type Rows = Record<string, Record<string, unknown>[]>

const outcome = (made: readonly Edit[]) => outcomeOf((_rows, state) => made.map((edit) => apply(state, edit)))

/** What becomes of the snapshot once it is edited. @param edit answers what it did */
async function outcomeOf(edit: (rows: Rows, state: unknown) => string[]): Promise<'accepted' | 'refused'> {
  const state = JSON.parse(lively) as { rows: Record<string, { rows: Rows[string] }> }
  const where = edit(Object.fromEntries(Object.entries(state.rows).map(([name, { rows }]) => [name, rows])), state)
  try {
    const accepted = await simulator.readWorld(JSON.parse(JSON.stringify(state)))
    await liveOn(simulator.worlds.restore('edited', accepted))
    return 'accepted'
  } catch (error) {
    if (error instanceof Unreadable) return 'refused'
    throw new Error(`after ${where.join(', then ')}: ${(error as Error).message}`, { cause: error })
  }
}
