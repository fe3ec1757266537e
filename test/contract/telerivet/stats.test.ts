import { expect, test } from 'vitest'
import { messages } from '../../../src/providers/telerivet/messages/message.ts'
import { METRIC_NAMES, PROPERTY_NAMES } from '../../../src/providers/telerivet/stats/properties.ts'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

// The clock stands at 2026-01-01T00:00:00Z, when it is still 16:00 of the day before where the project is.

const [ANN, BEN] = ['+16505550101', '+16505550102']
const NEW_YEAR = Date.UTC(2026, 0, 1) / 1000
const HOUR = 3600

async function startStats() {
  const started = await startProject()
  const stats = async (query: string) => (await started.get(`/message_stats?${query}`)).body
  const send = async (to_number: string, content = 'Hello') =>
    (await started.post('/messages/send', { to_number, content })).body
  return Object.assign(started, { stats, send })
}

const WHOLE = 'start_date=2025-12-01&end_date=2026-12-31&metrics=count'

/** The sums of an answer's groups, by their properties. */
const sums = ({ intervals }: any, metric = 'count') =>
  Object.fromEntries(
    intervals.flatMap(({ groups }: any) =>
      groups.map((group: any) => [Object.values(group.properties).join(), group.metrics[metric]]),
    ),
  )

test('statistics are computed shortly after midnight in the project’s time zone, and hold nothing of the current day', async () => {
  const { send, stats, advance } = await startStats()
  await send(ANN)
  await send(BEN)
  await advance('PT7H59M59S')
  expect(await stats(WHOLE)).toEqual({ intervals: [] })
  await send(ANN)
  await advance('PT1S')
  await send(ANN)
  expect(await stats(WHOLE)).toEqual({
    intervals: [
      {
        start_time: NEW_YEAR - 16 * HOUR,
        end_time: NEW_YEAR + 8 * HOUR,
        start_date: '2025-12-31',
        end_date: '2025-12-31',
        groups: [{ properties: {}, metrics: { count: 3 } }],
      },
    ],
  })
})

test.each([
  [
    'day',
    ['2025-12-31', '2026-01-01', '2026-01-05', '2026-02-01'],
    ['2025-12-31', '2026-01-01', '2026-01-05', '2026-02-01'],
    [1, 1, 1, 1],
  ],
  ['week', ['2025-12-30', '2026-01-05', '2026-01-26'], ['2026-01-04', '2026-01-11', '2026-02-01'], [2, 1, 1]],
  ['month', ['2025-12-30', '2026-01-01', '2026-02-01'], ['2025-12-31', '2026-01-31', '2026-02-10'], [1, 2, 1]],
  ['year', ['2025-12-30', '2026-01-01'], ['2025-12-31', '2026-02-10'], [1, 3]],
  ['all', ['2025-12-30'], ['2026-02-10'], [4]],
])(
  'with rollup=%s there is one interval for each date interval that contains a message, as far as it was asked about',
  async (rollup, starts, ends, counts) => {
    const { send, stats, advance } = await startStats()
    for (const wait of ['P1D', 'P4D', 'P27D', 'P1D']) {
      await send(ANN)
      await advance(wait)
    }
    const { intervals } = await stats(`start_date=2025-12-30&end_date=2026-02-10&metrics=count&rollup=${rollup}`)
    expect(intervals.map((one: any) => one.start_date)).toEqual(starts)
    expect(intervals.map((one: any) => one.end_date)).toEqual(ends)
    expect(intervals.map((one: any) => one.groups[0].metrics.count)).toEqual(counts)
  },
)

test('a day lasts as long as the clocks of the project say', async () => {
  const { post, send, stats, advance } = await startStats()
  await post('', { timezone_id: 'Europe/Berlin' })
  await advance('P87DT12H')
  await send(ANN)
  await advance('P1D')
  const [spring] = (await stats(WHOLE)).intervals
  expect(spring).toMatchObject({ start_date: '2026-03-29', end_date: '2026-03-29' })
  expect(spring.end_time - spring.start_time).toBe(23 * HOUR)
})

test('groups are for each combination of requested property values, with the requested metrics summed', async () => {
  const { send, stats, advance, handset, credentials } = await startStats()
  await send(ANN, 'a'.repeat(161))
  await send(BEN, 'See https://textbed.test/a')
  await handset(ANN).writes(credentials.telerivet!.phone_number!, 'Yes')
  await advance('P1D')
  const { intervals } = await stats(
    `${WHOLE},num_parts,duration,price&currency=EUR&properties=direction,link,phone_name`,
  )
  expect(intervals[0].groups).toEqual([
    {
      properties: { direction: 'outgoing', link: false, phone_name: 'Android Phone 1' },
      metrics: { count: 1, num_parts: 2, duration: 0, price: 0 },
    },
    {
      properties: { direction: 'outgoing', link: true, phone_name: 'Android Phone 1' },
      metrics: { count: 1, num_parts: 1, duration: 0, price: 0 },
    },
    {
      properties: { direction: 'incoming', link: false, phone_name: 'Android Phone 1' },
      metrics: { count: 1, num_parts: 1, duration: 0, price: 0 },
    },
  ])
})

test('each possible value of properties and metrics is answered', async () => {
  const { send, advance, stats, phone, credentials } = await startStats()
  await send(ANN)
  await advance('P1D')
  const all = `${WHOLE.replace('count', METRIC_NAMES.join())}&properties=${PROPERTY_NAMES.join()}`
  const [{ properties, metrics }] = (await stats(all)).intervals[0].groups
  expect(metrics).toEqual({ count: 1, num_parts: 1, duration: 0, price: 0 })
  expect(Object.keys(properties)).toEqual(PROPERTY_NAMES)
  expect(properties).toMatchObject({
    org_id: credentials.telerivet!.organization_id,
    org_name: 'Example Organization',
    org_industry: null,
    project_id: credentials.telerivet!.project_id,
    project_name: 'Example Project',
    phone_id: phone,
    phone_name: 'Android Phone 1',
    phone_type: 'android',
    direction: 'outgoing',
    source: 'api',
    status: 'delivered',
    message_type: 'sms',
    service_id: null,
    simulated: false,
    link: false,
  })
})

test.each([
  ['user_id=UR0000000000000001', 1],
  ['phone_id={phone}', 3],
  ['phone_id=PN0000000000000001', 0],
  ['direction=outgoing', 2],
  ['source=api', 2],
  ['status=delivered', 1],
  ['service_id=SV0000000000000001', 1],
  ['simulated=1', 1],
  ['message_type=chat', 1],
  ['network_code=310260', 0],
])(
  'statistics with filters only include messages where the property matches the provided value: %s',
  async (filter, kept) => {
    const { post, send, advance, get, phone, world, handset, credentials } = await startStats()
    const { id } = await send(ANN)
    await post('/messages/send', { to_number: BEN, content: 'b', simulated: true })
    await handset(ANN).writes(credentials.telerivet!.phone_number!, 'Yes')
    await advance('P1D')
    const rows = world.collection(messages)
    const extra = { service_id: 'SV0000000000000001' }
    rows.update(rows.get(id)!, { extra, user_id: 'UR0000000000000001', message_type: 'chat' })
    const [name, value] = filter.replace('{phone}', phone).split('=')
    const { status, body } = await get(`/message_stats?${WHOLE}&filters[${name}]=${value}`)
    expect(status).toBe(200)
    expect(sums(body)).toEqual(kept === 0 ? {} : { '': kept })
  },
)

test.each([
  ['end_date=2026-01-02&metrics=count', 'start_date'],
  ['start_date=2026-01-02&metrics=count', 'end_date'],
  ['start_date=2026-01-02&end_date=2026-01-01&metrics=count', 'end_date'],
  ['start_date=2026-02-30&end_date=2026-03-01&metrics=count', 'start_date'],
  ['start_date=2026-1-1&end_date=2026-03-01&metrics=count', 'start_date'],
  ['start_date=1767225600&end_date=2026-03-01&metrics=count', 'start_date'],
  ['start_date=2026-01-01&end_date=2026-01-02', 'metrics'],
  ['start_date=2026-01-01&end_date=2026-01-02&metrics=', 'metrics'],
  ['start_date=2026-01-01&end_date=2026-01-02&metrics=count,sum', 'metrics'],
  [`${WHOLE}&properties=direction,colour`, 'properties'],
  [`${WHOLE}&properties[a]=direction`, 'properties'],
  [`${WHOLE}&rollup=quarter`, 'rollup'],
  [`${WHOLE}&currency=DOLLARS`, 'currency'],
  [`${WHOLE}&filters=outgoing`, 'filters'],
  [`${WHOLE}&filters[contact_id]=CT1`, 'filters[contact_id]'],
  [`${WHOLE}&filters[status]=lost`, 'filters[status]'],
  [`${WHOLE}&filters[simulated]=maybe`, 'filters[simulated]'],
  [`${WHOLE}&filters[direction][ne]=incoming`, 'filters[direction][ne]'],
])('message_stats?%s is refused, by the name of %s', async (query, param) => {
  const { get, world } = await startStats()
  const before = JSON.stringify(world.store.state())
  const { status, body } = await get(`/message_stats?${query}`)
  expect([status, body.error.code, body.error.param]).toEqual([400, 'invalid_param', param])
  expect(JSON.stringify(world.store.state())).toBe(before)
})

test('statistics for all projects in the organization count each project by its own days', async () => {
  const { credentials, call, send, advance, admin, stats } = await startStats()
  const { api_key, organization_id } = credentials.telerivet!
  const headers = basic(api_key!)
  const organization = `/v1/organizations/${organization_id}`
  const { body: east } = await call('POST', `${organization}/projects`, {
    headers,
    body: { name: 'East', timezone_id: 'Asia/Tokyo' },
  })
  await admin('POST', '/telerivet/phones', { phone_number: '+81312345678', project_id: east.id })
  await send(ANN)
  const sent = { headers, body: { to_number: BEN, content: 'b' } }
  expect((await call('POST', `/v1/projects/${east.id}/messages/send`, sent)).status).toBe(200)
  const asked = `${WHOLE}&properties=project_name`
  const all = async () => (await call('GET', `${organization}/message_stats?${asked}`, { headers })).body
  // It is midnight in California first, then in Tokyo, where it was morning already.
  await advance('PT8H')
  expect((await all()).intervals.map((one: any) => [one.start_date, sums({ intervals: [one] })])).toEqual([
    ['2025-12-31', { 'Example Project': 1 }],
  ])
  await advance('PT7H')
  expect((await all()).intervals.map((one: any) => [one.start_date, sums({ intervals: [one] })])).toEqual([
    ['2025-12-31', { 'Example Project': 1 }],
    ['2026-01-01', { East: 1 }],
  ])
  expect((await all()).intervals.map((one: any) => one.start_time)).toEqual([NEW_YEAR - 16 * HOUR, NEW_YEAR + 8 * HOUR])
  expect(sums(await stats(asked))).toEqual({ 'Example Project': 1 })
})
