import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fields } from '../../../src/http/field.ts'
import type { CollectionDefinition } from '../../../src/core/store/collection.ts'
import type { Row } from '../../../src/core/store/row.ts'
import { contacts } from '../../../src/providers/telerivet/contacts/contact.ts'
import { newId } from '../../../src/providers/telerivet/dialect/ids.ts'
import { VAR_MODIFIERS } from '../../../src/providers/telerivet/dialect/filters.ts'
import { pagingFields } from '../../../src/providers/telerivet/dialect/paging.ts'
import { telerivet } from '../../../src/providers/telerivet/index.ts'
import { messages } from '../../../src/providers/telerivet/messages/message.ts'
import { phones } from '../../../src/providers/telerivet/phones/phone.ts'
import { serviceLogs } from '../../../src/providers/telerivet/services/service-log.ts'
import { dataRows } from '../../../src/providers/telerivet/tables/data-row.ts'
import { basic } from '../../support/world.ts'
import { type TestProject, startProject } from './project.ts'

/** A filter as it is written, and the rows that it keeps, by the name that they have in this file. */
type Line = [filter: string, keeps: string[]]

const TEXTUAL = (name: string, [low, high]: [low: string, high: string], [a, b]: [a: string, b: string]): Line[] => [
  [`${name}=${low.toUpperCase()}`, [a]],
  [`${name}[ne]=${low.toUpperCase()}`, [b]],
  [`${name}[prefix]=${low.slice(0, 1)}`, [a]],
  [`${name}[not_prefix]=${low.slice(0, 1)}`, [b]],
  [`${name}[gte]=${high}`, [b]],
  [`${name}[gt]=${low}`, [b]],
  [`${name}[lt]=${high}`, [a]],
  [`${name}[lte]=${low}`, [a]],
]

const NUMBER = (name: string): Line[] => [
  [`${name}=%2B16505550101`, ['ann']],
  [`${name}[ne]=%2B16505550101`, ['ben']],
  [`${name}[prefix]=%2B1650`, ['ann']],
  [`${name}[not_prefix]=%2B1650`, ['ben']],
  [`${name}[gte]=%2B44`, ['ben']],
  [`${name}[gt]=%2B16505550101`, ['ben']],
  [`${name}[lt]=%2B44`, ['ann']],
  [`${name}[lte]=%2B16505550101`, ['ann']],
]

/** The clock stands at this second when the first rows are made, and at the next minute when the others are. */
const FIRST = 1767225600
const LATER = FIRST + 60

/** For every kind of object the rows that are there, and one line at least for every filter and modifier that its lists declare. */
const LINES: Record<string, { rows: string[]; lines: Line[] }> = {
  Service: {
    rows: ['ann', 'ben'],
    lines: [...TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']), ['active=1', ['ben']], ['context=MESSAGE', ['ann']]],
  },
  State: {
    rows: ['q1', 'q2'],
    lines: [
      ...TEXTUAL('id', ['q1', 'q2'], ['q1', 'q2']).filter(([line]) => !line.includes('prefix')),
      ['id[prefix]=Q2', ['q2']],
      ['id[not_prefix]=Q2', ['q1']],
      ...TEXTUAL('vars[city]', ['rome', 'ulm'], ['q1', 'q2']),
      ['vars[age][min]=10', ['q2']],
      ['vars[age][max]=10', ['q1']],
      ['vars[seen][exists]=1', ['q1']],
    ],
  },
  Log: {
    rows: ['early', 'late'],
    lines: [
      ['service_id={service}', ['early']],
      ['message_id={message}', ['late']],
      ['contact_id={ann}', ['early']],
      [`time_created=${FIRST}`, ['early']],
      [`time_created[min]=${LATER}`, ['late']],
      [`time_created[max]=${LATER}`, ['early']],
    ],
  },
  Message: {
    rows: ['sent', 'received', 'strange'],
    lines: [
      ['direction=outgoing', ['sent']],
      ['message_type=chat', ['received']],
      ['source=PHONE', ['strange']],
      ['starred=1', ['received']],
      ['status=received', ['received', 'strange']],
      [`time_created[min]=${LATER}`, ['received', 'strange']],
      [`time_created[max]=${LATER}`, ['sent']],
      ['external_id=E1', ['sent']],
      ['external_id[ne]=E1', ['received', 'strange']],
      ['external_id[exists]=1', ['sent', 'received']],
      ['contact_id={ann}', ['sent']],
      ['contact_id[ne]={ann}', ['received', 'strange']],
      ['contact_id[exists]=1', ['sent', 'received']],
      ['phone_id={second}', ['strange']],
      ['broadcast_id={broadcast}', ['sent']],
      ['broadcast_id[ne]={broadcast}', ['received', 'strange']],
      ['broadcast_id[exists]=1', ['sent']],
      ['scheduled_id=SE0000000000000001', ['sent']],
      ['scheduled_id[ne]=SE0000000000000001', ['received', 'strange']],
      ['scheduled_id[exists]=1', ['sent', 'received']],
      ['label_id={label}', ['sent']],
      ['group_id={group}', ['sent']],
    ],
  },
  Contact: {
    rows: ['ann', 'ben', 'nobody'],
    lines: [
      ...TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']).map(withNobody),
      ...NUMBER('phone_number').map(withNobody),
      ['phone_number[exists]=1', ['ann', 'ben']],
      ['group_id={group}', ['ann']],
      [`time_created[min]=${LATER}`, ['nobody']],
      [`time_created[max]=${LATER}`, ['ann', 'ben']],
      [`time_created=${FIRST}`, ['ann', 'ben']],
      [`last_message_time=${FIRST}`, ['ann']],
      [`last_message_time[min]=${LATER}`, ['ben']],
      [`last_message_time[max]=${LATER}`, ['ann']],
      ['last_message_time[exists]=1', ['ann', 'ben']],
      [`last_incoming_message_time=${LATER}`, ['ben']],
      [`last_incoming_message_time[min]=${LATER}`, ['ben']],
      [`last_incoming_message_time[max]=${LATER + 1}`, ['ben']],
      ['last_incoming_message_time[exists]=1', ['ben']],
      [`last_outgoing_message_time=${FIRST}`, ['ann']],
      [`last_outgoing_message_time[min]=${FIRST}`, ['ann']],
      [`last_outgoing_message_time[max]=${LATER}`, ['ann']],
      ['last_outgoing_message_time[exists]=1', ['ann']],
      ['incoming_message_count=1', ['ben']],
      ['incoming_message_count[ne]=1', ['ann', 'nobody']],
      ['incoming_message_count[min]=1', ['ben']],
      ['incoming_message_count[max]=1', ['ann', 'nobody']],
      ['outgoing_message_count=1', ['ann']],
      ['outgoing_message_count[ne]=1', ['ben', 'nobody']],
      ['outgoing_message_count[min]=1', ['ann']],
      ['outgoing_message_count[max]=1', ['ben', 'nobody']],
      ['send_blocked=1', ['ben']],
      ...TEXTUAL('vars[city]', ['rome', 'ulm'], ['ann', 'ben']).map(withNobody),
      ['vars[age][min]=10', ['ben']],
      ['vars[age][max]=10', ['ann']],
      ['vars[age][exists]=1', ['ann', 'ben']],
    ],
  },
  Group: {
    rows: ['ann', 'ben'],
    lines: [...TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']), ['dynamic=1', ['ben']]],
  },
  Label: { rows: ['ann', 'ben'], lines: TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']) },
  Phone: {
    rows: ['ann', 'ben'],
    lines: [
      ...TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']),
      ...NUMBER('phone_number'),
      [`last_active_time=${FIRST}`, ['ann']],
      [`last_active_time[min]=${FIRST}`, ['ann']],
      [`last_active_time[max]=${LATER}`, ['ann']],
      ['last_active_time[exists]=1', ['ann']],
    ],
  },
  AirtimeTransaction: {
    rows: ['ann', 'nobody'],
    lines: [
      [`time_created[min]=${LATER}`, ['nobody']],
      [`time_created[max]=${LATER}`, ['ann']],
      ['contact_id={ann}', ['ann']],
      ['to_number=%2B1 (650) 555-0101', ['ann']],
      ['service_id=SV0000000000000001', ['ann']],
      ['status=FAILED', ['nobody']],
      ['status=pending', []],
    ],
  },
  DataTable: { rows: ['ann', 'ben'], lines: TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']) },
  DataRow: {
    rows: ['ann', 'ben', 'nobody'],
    lines: [
      [`time_created=${FIRST}`, ['ann', 'ben']],
      [`time_created[min]=${LATER}`, ['nobody']],
      [`time_created[max]=${LATER}`, ['ann', 'ben']],
      ['contact_id={ann}', ['ann']],
      ...TEXTUAL('vars[city]', ['rome', 'ulm'], ['ann', 'ben']).map(withNobody),
      ['vars[age][min]=10', ['ben']],
      ['vars[age][max]=10', ['ann']],
      ['vars[age][exists]=1', ['ann', 'ben']],
    ],
  },
  Broadcast: {
    rows: ['early', 'late'],
    lines: [
      [`time_created[min]=${LATER}`, ['late']],
      [`time_created[max]=${LATER}`, ['early']],
      [`last_message_time[min]=${LATER}`, ['late']],
      [`last_message_time[max]=${LATER}`, ['early']],
    ],
  },
  Route: { rows: ['ann', 'ben'], lines: TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']) },
  Project: { rows: ['ann', 'ben'], lines: TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']) },
  // There is one organization only: of two lines of a filter one keeps it and one does not.
  Organization: {
    rows: ['ben'],
    lines: [...TEXTUAL('name', ['ann', 'ben'], ['ann', 'ben']), ...TEXTUAL('name', ['ben', 'cid'], ['ben', 'cid'])].map(
      ([filter, keeps]): Line => [filter, keeps.filter((name) => name === 'ben')],
    ),
  },
}

const MESSAGES = ['sent', 'received', 'strange']
const CONTACTS = ['ann', 'ben', 'nobody']

/**
 * Lists of what belongs to one object: for a while all rows belong to it, so that each filter has something to keep and
 * something to exclude there, and what each line of a filter by that object keeps then.
 */
const BELONGING: Record<string, { give: () => Given; lines?: Line[] }> = {
  'telerivet.queryContactMessages': {
    give: () => [messages, () => ({ contact_id: known['ann'] })],
    lines: [
      ['contact_id={ann}', MESSAGES],
      ['contact_id={ben}', []],
      ['contact_id[ne]={ann}', []],
      ['contact_id[ne]={ben}', MESSAGES],
      ['contact_id[exists]=1', MESSAGES],
      ['contact_id[exists]=0', []],
      ['group_id={group}', MESSAGES],
      ['group_id=CG0000000000000001', []],
    ],
  },
  'telerivet.queryPhoneMessages': {
    give: () => [messages, () => ({ phone_id: known['phone'] })],
    lines: [
      ['phone_id={phone}', MESSAGES],
      ['phone_id={second}', []],
    ],
  },
  'telerivet.queryLabelMessages': {
    give: () => [messages, ({ extra }) => ({ extra: { ...extra, label_ids: [known['label']] } })],
  },
  'telerivet.queryGroupContacts': {
    give: () => [contacts, () => ({ group_ids: [known['group']] })],
    lines: [
      ['group_id={group}', CONTACTS],
      ['group_id={others}', []],
    ],
  },
  'telerivet.queryContactGroups': {
    give: () => [contacts, () => ({ group_ids: [known['group'], known['others']] })],
  },
  'telerivet.queryContactDataRows': {
    give: () => [dataRows, () => ({ contact_id: known['ann'] })],
    lines: [
      ['contact_id={ann}', CONTACTS],
      ['contact_id={ben}', []],
    ],
  },
}

// oxlint-disable-next-line typescript/no-explicit-any -- rows of any kind
type Given = [of: CollectionDefinition<any>, changes: (row: any) => object]

/** "Objects without a value are kept by ne and not_prefix." */
function withNobody([filter, keeps]: Line): Line {
  return [filter, /\[(ne|not_prefix)\]/.test(filter) ? [...keeps, 'nobody'] : keeps]
}

/** Lists of tasks cannot be filtered. */
const LISTS = telerivet.endpoints.filter(({ id }) => id.startsWith('telerivet.query') && id !== 'telerivet.queryTasks')

/** What a list is of; the longest name that its own ends with. */
const kindOf = (id: string): string =>
  Object.keys(LINES)
    .filter((kind) => id.endsWith(`${kind}s`))
    .sort((a, b) => b.length - a.length)[0]!

/** How a list is shown: nothing is kept by it. */
const PAGING = new Set([...Object.keys(pagingFields()), 'execution_stats'])

/** All that a list can be filtered by, as its document has it; variables by every modifier. */
function declared({ query = {} }: (typeof LISTS)[number]): string[] {
  return Object.entries(query as Fields).flatMap(([name, field]) => {
    if (PAGING.has(name)) return []
    if (name === 'vars') return ['vars[*]', ...VAR_MODIFIERS.map((modifier) => `vars[*][${modifier}]`)]
    return field.parameters?.(name).map((parameter) => parameter.name) ?? [name]
  })
}

/** The name of a line's filter, whichever variable it speaks of. */
const nameOf = ([filter]: Line): string => filter.slice(0, filter.indexOf('=')).replace(/^vars\[\w+\]/, 'vars[*]')

test.each(LISTS)('$id declares no filter without a line in this file', (list) => {
  const names = LINES[kindOf(list.id)]!.lines.map(nameOf)
  expect(declared(list).filter((name) => !names.includes(name))).toEqual([])
})

describe.each(Object.entries(LINES))('%s', (kind, { rows, lines }) => {
  test('has no line of a filter that no list declares', () => {
    const names = LISTS.filter(({ id }) => kindOf(id) === kind).flatMap(declared)
    expect(lines.map(nameOf).filter((name) => !names.includes(name))).toEqual([])
  })

  test.each([...new Set(lines.map(nameOf))])('%s keeps a row and excludes one', (name) => {
    const kept = lines.filter((line) => nameOf(line) === name).map(([, keeps]) => keeps)
    expect(kept.flat().filter((row) => !rows.includes(row))).toEqual([])
    expect(kept.some((keeps) => keeps.length > 0)).toBe(true)
    expect(kept.some((keeps) => keeps.length < rows.length)).toBe(true)
  })
})

let project: TestProject
/** IDs by the names of rows, for each kind. */
let ids: Record<string, Record<string, string>>
/** What stands in braces in this file. */
let known: Record<string, string>

beforeAll(async () => {
  project = await startProject()
  const { world, post, phone, call, credentials, advance, handset } = project
  const { api_key, organization_id, project_id } = credentials.telerivet!
  const headers = basic(api_key!)
  const phoneRows = world.collection(phones)
  const first = phoneRows.get(phone)!
  const second = phoneRows.insert({
    ...first,
    id: newId(world, 'phone'),
    sequence: 0,
    name: 'Ben',
    phone_number: '+447005550102',
    last_active_time: null,
  })
  await post(`/phones/${phone}`, { name: 'Ann', phone_number: '+16505550101' })
  await post('', { name: 'Ann' })
  const organization = `/v1/organizations/${organization_id}`
  await call('POST', organization, { headers, body: { name: 'Ben' } })
  const other = await call('POST', `${organization}/projects`, { headers, body: { name: 'Ben' } })

  const ann = await post('/contacts', { name: 'Ann', phone_number: '+16505550101', vars: { city: 'Rome', age: '9' } })
  const ben = await post('/contacts', {
    name: 'Ben',
    phone_number: '+447911123456',
    send_blocked: true,
    vars: { city: 'Ulm', age: 10 },
  })
  const table = await post('/tables', { name: 'Ann' })
  const tableOfBen = await post('/tables', { name: 'Ben' })
  const table_rows = `/tables/${table.body.id}/rows`
  const rowOfAnn = await post(table_rows, { contact_id: ann.body.id, vars: { city: 'Rome', age: '9' } })
  const rowOfBen = await post(table_rows, { contact_id: ben.body.id, vars: { city: 'Ulm', age: 10 } })
  // The broadcast's other message goes to a number that is deleted at once, so that it stands in no line.
  await post('/messages/send_batch', { to_numbers: ['+16505550101', '+16505550199'], content: 'sent' })
  const rows = world.collection(messages)
  const [sent, more] = rows.all()
  await project.delete(`/messages/${more!.id}`)
  await project.delete(`/contacts/${more!.contact_id}`)
  const routeIds: Record<string, string> = {}
  for (const name of ['Ann', 'Ben']) {
    const made = await project.admin('POST', '/telerivet/custom-routes', { name, rules: [{ phone_ids: [phone] }] })
    routeIds[name.toLowerCase()] = made.body.id
  }
  const given = { to_number: '+16505550101', value: 1, service_id: 'SV0000000000000001' }
  const airtime = await project.admin('POST', '/telerivet/airtime-transactions', given)
  await advance('PT60S')
  const failed = { to_number: '+639171234567', value: 1, status: 'failed' }
  const airtimeOfNobody = await project.admin('POST', '/telerivet/airtime-transactions', failed)
  const rowOfNobody = await post(table_rows, {})
  // Nobody is written to by it, so that its messages stand in no line either.
  const late = await post('/send_broadcast', { to_numbers: ['+447911123456'], content: 'late' })
  await post('', { auto_create_contacts: false })
  const nobody = await post('/contacts', { lookup_key: 'none', phone_number: '1' })
  await post(`/contacts/${nobody.body.id}`, { name: null, phone_number: null })
  const received = await post('/messages/receive', {
    phone_id: phone,
    from_number: '+447911123456',
    message_type: 'chat',
    content: 'received',
    starred: 1,
  })
  await post(`/phones/${second.id}`, { phone_number: '+447005550103' })
  await handset('+16505550177').writes('+447005550103', 'strange')
  const strange = rows.all().at(-1)!

  // What no call can give a row yet.
  const [mine, theirs] = [rows.get(sent!.id)!, rows.get(received.body.id)!]
  rows.update(mine, {
    extra: {
      ...mine.extra,
      external_id: 'E1',
      scheduled_id: 'SE0000000000000001',
    },
  })
  rows.update(theirs, { extra: { external_id: 'E2', scheduled_id: 'SE0000000000000002' } })
  const [label, otherLabel] = [await post('/labels', { name: 'Ann' }), await post('/labels', { name: 'Ben' })]
  await project.put(`/labels/${label.body.id}/messages/${sent!.id}`)
  await project.put(`/labels/${otherLabel.body.id}/messages/${received.body.id}`)
  const group = await post('/groups', { name: 'Ann' })
  await project.put(`/groups/${group.body.id}/contacts/${ann.body.id}`)
  const dynamic = await project.admin('POST', '/telerivet/dynamic-groups', { name: 'Ben', filter: {} })

  const serviceOf = async (name: string, service_type: string, config: object, active: boolean) =>
    (await post('/services', { name, service_type, config, active })).body.id as string
  const webhook = await serviceOf('Ann', 'incoming_message_webhook', { url: 'http://127.0.0.1:9' }, false)
  const script = await serviceOf('Ben', 'contact_script', { code: '1' }, true)
  await post(`/services/${webhook}/states/${ann.body.id}`, { id: 'q1', vars: { city: 'Rome', age: 9, seen: 1 } })
  await post(`/services/${webhook}/states/${ben.body.id}`, { id: 'q2', vars: { city: 'Ulm', age: 10 } })
  await post(`/services/${script}/states/${ann.body.id}`, { id: 'q2', vars: { city: 'Ulm', age: 10 } })
  const logs = world.collection(serviceLogs)
  const log = { project_id: project_id!, is_error: false, webhook: null }
  logs.insert({
    ...log,
    id: `L${world.random.count('telerivet.service-log')}`,
    service_id: webhook,
    message_id: null,
    contact_id: ann.body.id,
    time_created: FIRST,
    content: 'early',
  })
  logs.insert({
    ...log,
    id: `L${world.random.count('telerivet.service-log')}`,
    service_id: script,
    message_id: sent!.id,
    contact_id: null,
    time_created: LATER,
    content: 'late',
  })

  ids = {
    Service: { ann: webhook, ben: script },
    State: { q1: 'q1', q2: 'q2' },
    Log: { early: 'early', late: 'late' },
    Message: { sent: sent!.id, received: received.body.id, strange: strange.id },
    Contact: { ann: ann.body.id, ben: ben.body.id, nobody: nobody.body.id },
    Group: { ann: group.body.id, ben: dynamic.body.id },
    Label: { ann: label.body.id, ben: otherLabel.body.id },
    Phone: { ann: phone, ben: second.id },
    AirtimeTransaction: { ann: airtime.body.id, nobody: airtimeOfNobody.body.id },
    DataTable: { ann: table.body.id, ben: tableOfBen.body.id },
    DataRow: { ann: rowOfAnn.body.id, ben: rowOfBen.body.id, nobody: rowOfNobody.body.id },
    Broadcast: { early: rows.get(sent!.id)!.extra!.broadcast_id!, late: late.body.id },
    Route: routeIds,
    Project: { ann: project_id!, ben: other.body.id },
    Organization: { ben: organization_id! },
  }
  known = {
    label: label.body.id,
    group: group.body.id,
    ann: ann.body.id,
    second: second.id,
    broadcast: mine.extra!.broadcast_id!,
    phone,
    table: table.body.id,
  }
  Object.assign(known, { service: webhook, message: sent!.id, ben: ben.body.id, others: dynamic.body.id })
})

/** The names of the rows that a list answers. */
async function rowsOf(list: (typeof LISTS)[number], query: string): Promise<unknown> {
  const { credentials, call, phone } = project
  const path = list.path
    .replace('{project_id}', credentials.telerivet!.project_id!)
    .replace('{organization_id}', credentials.telerivet!.organization_id!)
    .replace('{phone_id}', phone)
    .replace('{table_id}', known.table!)
    .replace('{contact_id}', known.ann!)
    .replace('{group_id}', known.group!)
    .replace('{label_id}', known.label!)
    .replace('{service_id}', known.service!)
  const search = query.replace(/\{(\w+)\}/g, (_, name: string) => known[name]!)
  const { body } = await call('GET', `${path}?${search}`, { headers: basic(credentials.telerivet!.api_key!) })
  const names = new Map(Object.entries(ids[kindOf(list.id)]!).map(([name, id]) => [id, name]))
  return (
    body.data
      ?.map(({ id = '', content }: { id?: string; content?: string }) => names.get(id || content!) ?? id)
      .sort() ?? body
  )
}

describe.each(LISTS)('$id', (list) => {
  const own = declared(list)
  const belonging = BELONGING[list.id]
  const replaced = new Set(belonging?.lines?.map(nameOf))
  const lines = [
    ...LINES[kindOf(list.id)]!.lines.filter((line) => !replaced.has(nameOf(line))),
    ...(belonging?.lines ?? []),
  ].filter((line) => own.includes(nameOf(line)))

  /** Rows as they were. */
  const before: Row[] = []
  beforeAll(() => {
    if (!belonging) return
    const [kind, changes] = belonging.give()
    const rows = project.world.collection(kind)
    for (const row of rows.all().toArray()) {
      before.push(row)
      rows.update(row, changes(row))
    }
  })
  afterAll(() => {
    if (!belonging) return
    const rows = project.world.collection(belonging.give()[0])
    for (const row of before) rows.update(rows.get(row.id), row)
  })

  test.each(own)('%s keeps a row that is there, and excludes one', async (name) => {
    const all = (await rowsOf(list, '')) as string[]
    const kept = lines.filter((line) => nameOf(line) === name).map(([, keeps]) => keeps)
    expect(kept.filter((keeps) => keeps.some((row) => all.includes(row)))).not.toEqual([])
    expect(kept.filter((keeps) => all.some((row) => !keeps.includes(row)))).not.toEqual([])
  })

  test.each(lines)('%s keeps %j', async (filter, keeps) => {
    expect(await rowsOf(list, filter)).toEqual([...keeps].sort())
  })

  const bare = lines.filter((line) => /^\w+$/.test(nameOf(line)) && nameOf(line) !== 'group_id')
  test.each(bare)('%s is the same with [eq]', async (filter) => {
    expect(await rowsOf(list, filter.replace('=', '[eq]='))).toEqual(await rowsOf(list, filter))
  })

  const existing = lines.filter(([filter]) => filter.endsWith('[exists]=1'))
  test.each([['', []] as Line, ...existing].slice(1))('%s turned round keeps all others', async (filter) => {
    const kept = (await rowsOf(list, filter)) as string[]
    const others = ((await rowsOf(list, '')) as string[]).filter((name) => !kept.includes(name))
    expect(await rowsOf(list, filter.replace('=1', '=0'))).toEqual(others)
    expect(await rowsOf(list, filter.replace('[exists]', '[null]'))).toEqual(others)
  })
})
