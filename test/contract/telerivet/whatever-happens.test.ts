import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

// What is kept up to date is what one would find by looking, whatever was called in whatever order: who is in a dynamic
// group, what contacts count, and what broadcasts count.

const PHONE = '+16505550001'
const NUMBERS = ['+16505550101', '+16505550102', '5550101', '+15005550011', '+15005550014', '+447911123456']
const NAMES = ['Ann', 'ann', 'abe', 'Ben', 'Zoe']
const VALUES = [null, 3, 7, '7', '9', true]

/** Filters of dynamic groups, as the list of contacts takes them; `{group}` is a normal one. */
const FILTERS: Record<string, unknown>[] = [
  { name: { prefix: 'a' } },
  { name: { ne: 'ann' }, vars: { x: { ne: '7' } } },
  { phone_number: '6505550101' },
  { phone_number: { prefix: '+1650' } },
  { phone_number: { exists: 0 } },
  { vars: { x: '7' } },
  { vars: { x: { min: 5 } } },
  { vars: { y: { exists: 0 } } },
  { send_blocked: 1 },
  { group_id: '{group}' },
  { incoming_message_count: { min: 1 } },
  { outgoing_message_count: 2 },
  { last_message_time: { exists: 1 } },
  { last_outgoing_message_time: { min: 1767225610 } },
  { last_incoming_message_time: { max: 1767225640 } },
  { time_created: { max: 1767225620 } },
]

/** A filter as it stands in a query. */
const queryOf = (filter: object, within = ''): string[] =>
  Object.entries(filter).flatMap(([name, value]) => {
    const path = within === '' ? name : `${within}[${name}]`
    return typeof value === 'object' ? queryOf(value, path) : [`${path}=${encodeURIComponent(value)}`]
  })

interface Row {
  id: string
}

/** What can happen: whom or what it is about, of those that are there, follows from the numbers. */
type Happening = (project: TestProject, group: string, a: number, b: number) => Promise<unknown>

const of = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)]

const listed = async <T = Row>({ get }: TestProject, path: string): Promise<T[]> =>
  (await get(`${path}${path.includes('?') ? '&' : '?'}page_size=500`)).body.data

/** The path of one of a list's rows; that of none where there are none. */
const oneOf = async (project: TestProject, list: string, which: number): Promise<string> =>
  `${list}/${of(await listed(project, list), which)?.id ?? 'none'}`

/** How texts fare, and what the phone says of it: nothing, late, twice, backwards, or what is not so. */
const STEPS = [
  undefined,
  [{ after: 1, state: 'failed', reason: 'unknown' }],
  [{ after: 1, state: 'retrying', reason: 'network_error' }],
  [
    { after: 1, state: 'sent' },
    { after: 1, state: 'delivered' },
    { after: 1, state: 'read' },
  ],
]
const REPORTS = [
  [],
  [{ after: 30 }],
  [{ times: 3, every: 10 }],
  [{ after: 5, state: 'delivered' }, { after: 1, state: 'queued' }, { state: 'sent' }],
  [{ state: 'failed', reason: 'spam' }, { after: 2 }],
  [{ state: 'cancelled' }, { after: 3, state: 'read', times: 2, every: 1 }],
]

const HAPPENINGS: Happening[] = [
  ({ post }, _group, a, b) =>
    post('/contacts', { name: of(NAMES, a), phone_number: of(NUMBERS, b), vars: { x: a % 10 } }),
  ({ post }, _group, a, b) => post('/contacts', { name: of(NAMES, a), lookup_key: 'none', vars: { y: of(VALUES, b) } }),
  async (project, _group, a, b) =>
    project.post(await oneOf(project, '/contacts', a), { vars: { x: of(VALUES, b), y: of(VALUES, a) } }),
  async (project, _group, a, b) =>
    project.post(await oneOf(project, '/contacts', a), { send_blocked: b % 2 === 0, name: of(NAMES, b) }),
  async (project, _group, a, b) =>
    project.post(await oneOf(project, '/contacts', a), { phone_number: of([null, ...NUMBERS], b) }),
  async (project, group, a) => project.put(`/groups/${group}${await oneOf(project, '/contacts', a)}`),
  async (project, group, a) => project.delete(`/groups/${group}${await oneOf(project, '/contacts', a)}`),
  async (project, _group, a) => project.delete(await oneOf(project, '/contacts', a)),
  ({ post }, group, a, b) =>
    post('/import_contacts', {
      contacts: [{ name: 'Cid', phone_number: of(NUMBERS, a) }, { name: of(NAMES, b) }],
      add_group_ids: b % 2 === 0 ? [group] : [],
    }),
  ({ handset }, _group, a) => handset(of(NUMBERS, a)!).writes(PHONE, 'Yes'),
  ({ post }, _group, a) => post('/messages/send', { to_number: of(NUMBERS, a), content: 'Hello' }),
  ({ post }, _group, a) => post('/send_broadcast', { to_numbers: NUMBERS.slice(0, 1 + (a % 6)), content: 'Hello' }),
  ({ post }, group) => post('/send_broadcast', { group_id: group, content: 'Hello' }),
  async (project, _group, a, b) =>
    project.post('/send_multi', {
      broadcast_id: of(await listed(project, '/broadcasts'), a)?.id ?? '',
      messages: [{ to_number: of(NUMBERS, b), content: 'Hello' }],
    }),
  async (project, _group, a) => project.post(`${await oneOf(project, '/broadcasts', a)}/cancel`),
  async (project, _group, a) => project.post(`${await oneOf(project, '/messages', a)}/cancel`),
  async (project, _group, a) => project.post(`${await oneOf(project, '/messages', a)}/resend`),
  async (project, _group, a) => project.delete(await oneOf(project, '/messages', a)),
  ({ post, phone }, _group, a) => post(`/phones/${phone}`, { send_paused: a % 2 === 0 }),
  ({ admin }, _group, a, b) =>
    admin('POST', '/delivery-plans', { steps: of(STEPS, a), reports: of(REPORTS, b), times: 1 + (a % 5) }),
  ({ advance }, _group, a) => advance(a % 5),
  ({ advance }, _group, a) => advance(a % 600),
]

const STATUSES = ['queued', 'sent', 'failed', 'failed_queued', 'delivered', 'not_delivered', 'cancelled']

/** How many there are of each; what was read was delivered. */
const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    STATUSES.map((status) => [
      status,
      words.filter((word) => (word === 'read' ? 'delivered' : word) === status).length,
    ]),
  )

interface Message extends Row {
  direction: string
  status: string
  broadcast_id: string | null
}

test('groups, contacts and broadcasts are what one would find by looking, whatever has happened', async () => {
  const happening = fc.tuple(fc.nat({ max: HAPPENINGS.length - 1 }), fc.nat({ max: 999 }), fc.nat({ max: 999 }))
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 40 }), async (happenings) => {
      const project = await startProject()
      const group: string = (await project.post('/groups', { name: 'Normal' })).body.id
      const filters = JSON.parse(JSON.stringify(FILTERS).replaceAll('{group}', group)) as typeof FILTERS
      const groups: string[] = []
      for (const [index, filter] of filters.entries())
        groups.push(
          (await project.admin('POST', '/telerivet/dynamic-groups', { name: `Dynamic ${index}`, filter })).body.id,
        )
      for (const [which, a, b] of happenings) await HAPPENINGS[which]!(project, group, a, b)

      const idsIn = async (path: string) => (await listed(project, path)).map(({ id }) => id)
      for (const [index, filter] of filters.entries())
        expect([filter, await idsIn(`/groups/${groups[index]}/contacts`)]).toEqual([
          filter,
          await idsIn(`/contacts?${queryOf(filter).join('&')}`),
        ])

      for (const contact of await listed<Row & Record<string, unknown>>(project, '/contacts')) {
        const messages = await listed<Message>(project, `/contacts/${contact.id}/messages`)
        const incoming = messages.filter(({ direction }) => direction === 'incoming').length
        expect(contact).toMatchObject({
          message_count: messages.length,
          incoming_message_count: incoming,
          outgoing_message_count: messages.length - incoming,
          last_message_id: messages.at(-1)?.id ?? null,
        })
      }

      const messages = await listed<Message>(project, '/messages')
      for (const broadcast of await listed<Row & Record<string, unknown>>(project, '/broadcasts')) {
        const mine = messages.filter(({ broadcast_id }) => broadcast_id === broadcast.id)
        expect(broadcast).toMatchObject({
          message_count: mine.length,
          status_counts: tally(mine.map(({ status }) => status)),
        })
      }
    }),
    { numRuns: 5, endOnFailure: true },
  )
}, 60_000)
