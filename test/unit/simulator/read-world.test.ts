import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { faultRules } from '../../../src/http/faults/rule.ts'
import { rateLimits } from '../../../src/http/rate-limits/rate-limit.ts'
import type { OutboundCall } from '../../../src/http/outbound-call.ts'
import { webhooks } from '../../../src/http/webhook.ts'
import { providers } from '../../../src/providers/index.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'

// A snapshot is read whole or not at all, and the first place that is wrong is named.

const simulator = new Simulator({ providers, outside: stillOutside })

const BODIES: OutboundCall['body'][] = [
  { form: [['a', 'b']] },
  { json: { a: [1, null, { b: 'c' }] } },
  { text: '<a/>', type: 'text/xml; charset=utf-8' },
  { base64: 'AAH/', type: 'image/png' },
  undefined,
]

/** A fortnight of people, with some of what a world can hold besides. */
let text = ''
beforeAll(async () => {
  const { state } = JSON.parse(readFileSync(new URL('../../../fixtures/lively.json', import.meta.url), 'utf8'))
  const world = simulator.worlds.restore(simulator.create({ id: 'lively' }).id, await simulator.readWorld(state))
  const problem = { kind: 'problem', problem: 'failed', status: 503, message: 'Not now', retry_after: 5 } as const
  world.collection(faultRules).insert({
    id: `F${world.random.count('http.fault')}`,
    match: '*',
    skip: 0,
    times: 1,
    stage: 'after',
    effect: problem,
    met: 0,
    hits: 0,
  })
  world.collection(rateLimits).insert({
    id: `L${world.random.count('http.rate-limit')}`,
    match: 'plivo',
    limit: 3,
    window: 0.5,
    calls: [[1], [2]],
  })
  for (const body of BODIES)
    world.collection(webhooks).insert({
      id: `W${world.random.count('http.webhook')}`,
      event: 'status',
      url: 'http://127.0.0.1:9/',
      method: 'PATCH',
      ...(body && { body }),
      headers: { 'x-a': 'b' },
      retryAfter: [1000],
      success: 'any 2xx',
      timeout: 5000,
      provider: 'plivo',
      attempts: 0,
      entry: 1,
    })
  world.deliveries.submit({ provider: 'plivo', message: 'M', from: '+14155550100', to: '+14155550123', text: 'hi' })
  text = JSON.stringify(world.state())
})

// oxlint-disable-next-line typescript/no-explicit-any -- nothing is known of what comes from outside
type Edit = (state: any) => void
const edited = (edit: Edit): unknown => {
  const state = JSON.parse(text) as unknown
  edit(state)
  return state
}

test('what a world gave is accepted, unchanged', async () => {
  expect(JSON.stringify(await simulator.readWorld(JSON.parse(text)))).toBe(text)
})

const CASES: Record<string, [Edit, string | RegExp]> = {
  'nothing at all': [(state) => delete state.clock, 'at /clock: is missing'],
  'what it does not know': [(state) => (state.more = 1), 'at /more: is not known here'],
  'a journal that would count past what a number can hold': [
    (state) => (state.journal.next = 9007199254740994),
    'at /journal/next: 9007199254740994 is not a whole number from 1 to 1000000000000000',
  ],
  'a journal that begins before its own ring': [(state) => (state.journal.next = 20_001), 'at /journal/entries/0/id: '],
  'a journal with an entry to come': [
    (state) => (state.journal.next = state.journal.entries.at(-1).id),
    /^at \/journal\/entries\/\d+\/id: \d+ does not stand between \d+ and \d+$/,
  ],
  'an entry twice': [
    (state) => state.journal.entries.splice(1, 0, state.journal.entries[0]),
    'at /journal/entries/1/id: ',
  ],
  'an entry of a kind that nobody knows': [
    (state) => (state.journal.entries[2].type = 'x'),
    'at /journal/entries/2/type: "x" is not "call", ',
  ],
  'a journal as deep as a well': [
    (state) => (state.journal.entries[0].more = JSON.parse('['.repeat(200) + ']'.repeat(200))),
    'at /journal/entries/0/more: it is nested deeper than 100 levels',
  ],
  'a clock of boundless speed': [
    (state) => (state.clock.speed = 1e300),
    'at /clock/speed: 1e+300 is not a number from 0.001 to 1000000',
  ],
  'a clock beyond the year 9999': [
    (state) => (state.clock.now = 1e15),
    'at /clock/now: 1000000000000000 is not a whole number from -62167219200000 to ',
  ],
  'a clock that stands nowhere': [(state) => (state.clock.now = null), 'at /clock/now: null is not a whole number'],
  'a job that nobody runs': [(state) => (state.clock.jobs[0].kind = 'x'), 'at /clock/jobs/0/kind: "x" is not '],
  'a job of a delivery that is not there': [
    (state) => (state.clock.jobs.find(({ payload }: any) => payload.delivery).payload.delivery = 'D99999'),
    /^at \/clock\/jobs\/\d+\/payload\/delivery: there is no "D99999" among network\.deliveries/,
  ],
  'a name of a row beside words that may be left out': [
    (state) => {
      const labelled = state.rows['rapidpro.messages'].rows.find(({ extra }: any) => extra?.labels)
      labelled.extra.labels = ['nothing']
    },
    /^at \/rows\/rapidpro\.messages\/rows\/\d+\/extra\/labels\/0: there is no "nothing" among rapidpro\.labels/,
  ],
  'a job with another load': [
    (state) => (state.clock.jobs[0].payload = {}),
    'at /clock/jobs/0/payload/delivery: is missing',
  ],
  'two jobs of one name': [
    (state) => state.clock.jobs.push(state.clock.jobs[0]),
    /^at \/clock\/jobs\/\d+\/sequence: \d+ is that of an earlier job/,
  ],
  'a job that the clock has not named yet': [(state) => (state.clock.sequence = 0), 'at /clock/jobs/0/sequence: '],
  'a counter below nothing': [
    (state) => (state.counters['telerivet.message'] = -1),
    'at /counters/telerivet.message: -1 is not a whole number',
  ],
  'a counter that would give an id again': [
    (state) => (state.counters['telerivet.message'] = 3),
    /^at \/counters\/telerivet\.message: 3 is less than the \d+ rows that took their ids from it$/,
  ],
  'a number that was not given out yet': [
    (state) => (state.rows['http.faults'].rows[0].id = 'F3'),
    'at /rows/http.faults/rows/0/id: "F3" is not given out yet: the counter "http.fault" is 2',
  ],
  'a collection that nobody has': [
    (state) => (state.rows['toy.messages'] = { sequence: 0, rows: [] }),
    'at /rows/toy.messages: is not known here',
  ],
  'an id twice': [
    (state) => {
      const { rows } = state.rows['telerivet.messages']
      rows[1].id = rows[0].id
    },
    /^at \/rows\/telerivet\.messages\/rows\/1\/id: "SM\w+" is the id of an earlier row$/,
  ],
  'rows out of their order': [
    (state) => state.rows['telerivet.messages'].rows.unshift(state.rows['telerivet.messages'].rows.pop()),
    'at /rows/telerivet.messages/rows/1/sequence: ',
  ],
  'a row beyond what was counted': [
    (state) => (state.rows['telerivet.phones'].sequence = 0),
    'at /rows/telerivet.phones/sequence: 0 is less than that of a row',
  ],
  'a status that Telerivet does not have': [
    (state) => (state.rows['telerivet.messages'].rows[3].status = 'nonsense'),
    'at /rows/telerivet.messages/rows/3/status: "nonsense" is not "ignored", "processing", ',
  ],
  'a message of what is no phone': [
    (state) => (state.rows['telerivet.messages'].rows[3].phone_id = 'PN0'),
    'at /rows/telerivet.messages/rows/3/phone_id: "PN0" is not text of the form ^PN[0-9a-f]{16}$',
  ],
  'a key to nobody’s project': [
    (state) => (state.rows['telerivet.api-keys'].rows[0].project_id = 'PJ0'),
    'at /rows/telerivet.api-keys/rows/0/project_id: there is no "PJ0" among telerivet.projects',
  ],
  'a route of a platform that is not there': [
    (state) => (state.rows['network.routes'].rows[0].provider = 'toy'),
    'at /rows/network.routes/rows/0/provider: there is no "toy" among providers',
  ],
  'no workspace': [
    (state) => delete state.rows['rapidpro.workspaces'],
    'at /rows/rapidpro.workspaces: there have to be exactly 1 of these, not 0',
  ],
  'no account': [
    (state) => (state.rows['plivo.account'].rows = []),
    'at /rows/plivo.account: there have to be exactly 1 of these, not 0',
  ],
  'a fault of status 42': [
    (state) => (state.rows['http.faults'].rows[0].effect.status = 42),
    'at /rows/http.faults/rows/0/effect/status: 42 is not a whole number from 400 to 599 or null',
  ],
  'a fault of a kind of its own': [
    (state) => (state.rows['http.faults'].rows[0].effect.kind = 'explode'),
    'at /rows/http.faults/rows/0/effect/kind: "explode" is not ',
  ],
  'a line break where a number stands in a header': [
    (state) => (state.rows['http.faults'].rows[0].effect.retry_after = '1\r\nset-cookie: x'),
    'at /rows/http.faults/rows/0/effect/retry_after: "1\\r\\nset-cookie: x" is not a whole number',
  ],
  'a webhook whose header breaks the line': [
    (state) => (state.rows['http.webhooks'].rows[0].headers = { 'x-a': 'b\r\nc: d' }),
    'at /rows/http.webhooks/rows/0/headers/x-a: "b\\r\\nc: d" is not text of the form ',
  ],
  'a webhook with a header that has no name': [
    (state) => (state.rows['http.webhooks'].rows[0].headers = { '': 'b' }),
    'at /rows/http.webhooks/rows/0/headers/: is not known here',
  ],
  'a webhook to an address that is none': [
    (state) => (state.rows['http.webhooks'].rows[0].url = 'http://['),
    'at /rows/http.webhooks/rows/0/url: "http://[" is not a web-address',
  ],
  'a project in a time zone that does not exist': [
    (state) => (state.rows['telerivet.projects'].rows[0].timezone_id = 'Mars/Olympus'),
    'at /rows/telerivet.projects/rows/0/timezone_id: "Mars/Olympus" is not a time-zone',
  ],
  'a workspace in a time zone that does not exist': [
    (state) => (state.rows['rapidpro.workspaces'].rows[0].timezone = '+02:00'),
    'at /rows/rapidpro.workspaces/rows/0/timezone: "+02:00" is not a time-zone',
  ],
  'a workspace with a language that does not exist': [
    (state) => (state.rows['rapidpro.workspaces'].rows[0].languages = ['eng', 'zzz']),
    'at /rows/rapidpro.workspaces/rows/0/languages/1: "zzz" is not a language',
  ],
  'a webhook that is called by no method of HTTP': [
    (state) => (state.rows['http.webhooks'].rows[0].method = 'GET /'),
    'at /rows/http.webhooks/rows/0/method: "GET /" is not text of the form ^[A-Z][A-Z-]*$',
  ],
  'a webhook that may take for ever': [
    (state) => (state.rows['http.webhooks'].rows[0].timeout = 1e9),
    'at /rows/http.webhooks/rows/0/timeout: 1000000000 is not a whole number from 1 to 600000',
  ],
  'a flow that no run could go through': [
    (state) => delete state.rows['rapidpro.flows'].rows[0].definition.nodes,
    'at /rows/rapidpro.flows/rows/0: "definition.nodes" has to be a list, not nothing.',
  ],
  'a number whose texts go to somebody else': [
    (state) => (state.rows['rapidpro.channels'].rows[0].address = '+14155550100'),
    'at /rows/rapidpro.channels/rows/0: it receives at "+14155550100", and the route of that address leads elsewhere',
  ],
  'a route that leads nowhere': [
    (state) => (state.rows['network.routes'].rows[0].account = 'PN0'),
    'the route of that address leads elsewhere',
  ],
  'calls that a limit has counted backwards': [
    (state) => (state.rows['http.rate-limits'].rows[0].calls = [[2], [1]]),
    'at /rows/http.rate-limits/rows/0: its calls are not in order',
  ],
  'a plan that cannot be followed': [
    (state) =>
      (state.rows['network.plan-rules'].rows = [
        {
          id: 'P1',
          sequence: 1,
          provider: null,
          from: null,
          to: null,
          text: null,
          times: null,
          plan: [{ after: 1, state: 'delivered' }],
          reports: null,
        },
      ]),
    'at /rows/network.plan-rules/rows/0: Step 1 goes from "queued" to "delivered"',
  ],
  'a delivery that cannot go on': [
    (state) => (state.rows['network.deliveries'].rows.at(-1).state = 'read'),
    /^at \/clock\/jobs\/\d+: "D\d+" cannot go on: Step 1 goes from "read" to "sent"/,
  ],
}

describe('refused, with the place, is', () => {
  test.each(Object.entries(CASES))('%s', async (_what, [edit, message]) => {
    await expect(simulator.readWorld(edited(edit))).rejects.toThrow(message)
  })

  test.each([null, 5, 'a', [], {}].map((value) => [JSON.stringify(value), value]))('%s', async (_what, value) => {
    await expect(simulator.readWorld(value)).rejects.toThrow(/^at \//)
  })
})
