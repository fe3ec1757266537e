import type { TSchema } from 'typebox'
import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/http/endpoint.ts'
import type { Field, Fields } from '../../../src/http/field.ts'
import { telerivet } from '../../../src/providers/telerivet/index.ts'
import { projects } from '../../../src/providers/telerivet/projects/project.ts'
import { createStorage } from '../../../src/providers/telerivet/storages/create-storage.ts'
import { credentialsOf, exampleOf, pathOf, startBare } from '../../support/bare-simulator.ts'

// Every parameter of every operation, from its schema: a wrong type, an unknown word and one more than the limit are a
// 400 `invalid_param` that names it as the caller wrote it, and change nothing. A new parameter needs no line here.

/** What a parameter may not be, and which parameter is then named. */
type Wrong = [value: unknown, param: string]

interface Schema extends TSchema {
  type?: string
  format?: string
  enum?: string[]
  anyOf?: Schema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
}

/** By the kind of a schema, what it does not allow. */
const WRONG: Record<string, (schema: Schema, param: string) => Wrong[]> = {
  enum: (_, param) => [
    ['no-such-word', param],
    [{ 0: 'x', a: 'y' }, param],
  ],
  string: ({ minLength = 0, maxLength, format }, param) => [
    [{ a: 'x' }, param],
    [true, param],
    ...(minLength > 0 ? [[' ', param] satisfies Wrong] : []),
    ...(format === 'uri' ? [['nowhere', param] satisfies Wrong] : []),
    ...(maxLength === undefined ? [] : [['x'.repeat(maxLength + 1), param] satisfies Wrong]),
  ],
  boolean: (_, param) => ['maybe', 2, { a: 1 }].map((value) => [value, param]),
  integer: ({ minimum, maximum }, param) => [
    ...['ten', 1.5, true, { a: 1 }].map((value): Wrong => [value, param]),
    ...(minimum === undefined ? [] : [[minimum - 1, param] satisfies Wrong]),
    ...(maximum === undefined ? [] : [[maximum + 1, param] satisfies Wrong]),
  ],
  array: ({ items, maxItems }, param) => [
    ['x', param],
    [{ a: 1 }, param],
    ...(maxItems === undefined ? [] : [[Array.from({ length: maxItems + 1 }, () => 'x'), param] satisfies Wrong]),
    ...wrongOf(items!, `${param}[0]`).map(([value, inner]): Wrong => [[value], inner]),
  ],
  variables: (_, param) => [
    ['x', param],
    [[1], param],
    [Object.fromEntries(Array.from({ length: 101 }, (__, index) => [`v${index}`, 1])), param],
    [{ 'bad-name': 1 }, `${param}[bad-name]`],
    [{ ['x'.repeat(33)]: 1 }, `${param}[${'x'.repeat(33)}]`],
    [{ a: 'x'.repeat(4097) }, `${param}[a]`],
    [{ a: 'ä'.repeat(2049) }, `${param}[a]`],
    [{ a: [1] }, `${param}[a]`],
    [{ a: { b: 1 } }, `${param}[a]`],
  ],
  object: ({ properties = {} }, param) => [
    ['x', param],
    [[1], param],
    ...Object.entries(properties).flatMap(([name, inner]) =>
      wrongOf(inner, `${param}[${name}]`).map(([value, at]): Wrong => {
        const others = Object.entries(properties).filter(([other]) => other !== name)
        return [{ ...Object.fromEntries(others.map(([other, one]) => [other, goodOf(one)])), [name]: value }, at]
      }),
    ),
  ],
}

function kindOf({ enum: words, anyOf, patternProperties, type }: Schema): string | undefined {
  if (words) return typeof words[0] === 'string' ? 'enum' : 'integer'
  if (anyOf) return undefined
  return patternProperties ? 'variables' : type
}

function wrongOf(schema: Schema, param: string): Wrong[] {
  const kind = kindOf(schema)
  if (kind !== undefined) return WRONG[kind]!(schema, param)
  const choices = (schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  // What is wrong for one of several may be right for another.
  return choices.length === 1 ? wrongOf(choices[0]!, param) : [[{ a: 1, b: [2] }, param]]
}

function goodOf(schema: Schema): unknown {
  const [first] = schema.anyOf ?? []
  if (first) return goodOf(first)
  if (schema.enum) return schema.enum[0]
  if (schema.type === 'array') return []
  if (schema.type === 'object') return {}
  if (schema.format === 'uri') return 'http://example.org/'
  return schema.type === 'string' ? 'x' : schema.type === 'boolean' ? true : (schema.minimum ?? 1)
}

type WrongQuery = [query: [string, string], param: string]

/** A parameter of a query in all the spellings that the document has of it, and what each may not be. */
function wrongInQuery(name: string, field: Field): WrongQuery[] {
  const spelled = field.parameters?.(name)
  if (!spelled) return wrongSpelled(name, field.schema, name)
  if (spelled.some(({ style }) => style === 'deepObject')) return wrongVariables(name)
  // What a filter does not know in brackets it takes for a modifier. A time with a fraction or an ID that is too long is
  // a good question, which nothing answers to.
  const wrong = spelled.flatMap((one) =>
    wrongSpelled(one.name, one.schema, one.name.includes('[') ? one.name : `${name}[a]`),
  )
  const isRefused = ([[, value]]: WrongQuery): boolean => value !== '1.5' && value.length < 35
  return [...wrong.filter(isRefused), [[`${name}[nonsense]`, '1'], `${name}[nonsense]`]]
}

/** One spelling of it; whatever is no text is not written in a query, but an object. */
const wrongSpelled = (name: string, schema: TSchema, ofObjects: string): WrongQuery[] =>
  wrongOf(schema as Schema, name).flatMap(([value, param]): WrongQuery[] => {
    if (typeof value === 'object') return [[[`${name}[a]`, 'x'], ofObjects]]
    return typeof value === 'string' || typeof value === 'number' ? [[[name, String(value)], param]] : []
  })

const wrongVariables = (name: string): WrongQuery[] => [
  [[name, 'x'], name],
  [[`${name}[bad-name]`, '1'], `${name}[bad-name]`],
  [[`${name}[a][nonsense]`, '1'], `${name}[a][nonsense]`],
  [[`${name}[a][min]`, 'x'], `${name}[a][min]`],
  [[`${name}[a][exists]`, 'maybe'], `${name}[a][exists]`],
  [[`${name}[a][prefix][b]`, '1'], `${name}[a][prefix]`],
]

const JSON_TYPE = { 'content-type': 'application/json' }

/** Sends the example of an operation with one parameter wrong, and notes what is not refused as it should be. */
function start(endpoint: Endpoint) {
  const bare = startBare([telerivet])
  const headers = { ...credentialsOf(telerivet, bare.world), ...JSON_TYPE }
  const { query, body } = exampleOf(endpoint, bare.world)
  const path = pathOf(telerivet, endpoint, bare.world)
  const [project] = bare.world.collection(projects).all()
  const storage = createStorage(bare.world, project!, { name: 'Exports', bucket: 'exports' }).id
  const before = bare.rows()
  const complaints: string[] = []
  async function refused(given: { query?: [string, string]; body?: object }, param: string): Promise<void> {
    const asked = new URLSearchParams([...Object.entries(query), ...(given.query ? [given.query] : [])]).toString()
    const answer = await bare.call({
      method: endpoint.method.toUpperCase(),
      path,
      query: asked,
      headers,
      ...(endpoint.body && { body: JSON.stringify({ ...body, ...given.body }) }),
    })
    const { error } = JSON.parse(answer.body!) as { error?: { code: string; param?: string; message: string } }
    // Of a query's parameter it may be named as far as the first bracket that it does not know.
    const named = given.query ? error?.param && param.startsWith(error.param) : error?.param === param
    const isRefused = answer.status === 400 && error?.code === 'invalid_param' && named
    // That something "is not valid" helps nobody.
    if (isRefused && !error.message.endsWith('is not valid.')) return
    const said = JSON.stringify(given).slice(0, 150)
    complaints.push(`${said} should be refused as ${param}: ${answer.status} ${answer.body!.slice(0, 150)}`)
  }
  return { refused, complaints, before, rows: bare.rows, storage }
}

const endpoints = telerivet.endpoints.filter(
  ({ query, body }) => Object.keys((query ?? {}) as Fields).length + Object.keys((body ?? {}) as Fields).length > 0,
)

test.each(endpoints)('$id names the parameter that is wrong, and changes nothing', async (endpoint) => {
  const { refused, complaints, before, rows } = start(endpoint)
  for (const [name, field] of Object.entries((endpoint.body ?? {}) as Fields))
    for (const [value, param] of wrongOf(field.schema, name)) await refused({ body: { [name]: value } }, param)
  for (const [name, field] of Object.entries((endpoint.query ?? {}) as Fields))
    for (const [query, param] of wrongInQuery(name, field)) await refused({ query }, param)
  expect(complaints).toEqual([])
  expect(rows()).toBe(before)
})

// What an object holds may depend on another parameter: on the type of a service or a task, or on how a task finds what it
// is applied to. Of each such object what each of its members may not be.

const TEXT = [{ a: 'x' }, true, [1]]
const ID = [...TEXT, ' ', 'x'.repeat(8193)]
const UNKNOWN_ID = [...ID, 'no-such-ID']
const NAME = [...TEXT, 'bad-name', 'x'.repeat(33)]
const VALUE = [{ a: 1 }, [1], 'x'.repeat(4097), 'ä'.repeat(2049)]
const IDS = ['x', { a: 1 }, Array.from({ length: 101 }, () => 'x')]

/** What is given besides, and of one parameter's members the wrong values; `good` is what the others hold meanwhile. */
interface Variant {
  of: string
  given: object
  parameter: string
  good?: Record<string, unknown>
  wrong: Record<string, readonly unknown[]>
  /** Of members that are lists, what none of their entries may be. */
  entries?: Record<string, readonly unknown[]>
}

const serviceOf = (service_type: string, wrong: Variant['wrong'], good: object): Variant => ({
  of: 'telerivet.createService',
  given: { service_type },
  parameter: 'config',
  good: { ...good },
  wrong,
})

const SCRIPTS = ['incoming_message', 'contact', 'message', 'data_row', 'webhook', 'voice', 'ussd', 'project']

const taskOf = (task_type: string, filter_type: string, wrong: Variant['wrong'], good: object = {}): Variant => ({
  of: 'telerivet.createTask',
  given: { task_type, filter_type, filter_params: { all: true } },
  parameter: 'task_params',
  good: { ...good },
  wrong,
})

const found = (task_type: string, filter_type: string, wrong: Variant['wrong']): Variant => ({
  of: 'telerivet.createTask',
  given: { task_type, task_params: {}, filter_type },
  parameter: 'filter_params',
  wrong,
})

const EXPORT = {
  filename: [...TEXT, ' ', 'x'.repeat(1001)],
  storage_id: UNKNOWN_ID,
  column_ids: ['x', { a: 1 }, Array.from({ length: 501 }, () => 'id')],
}
const TIME = ['ten', true, [[]]]

const VARIANTS: Variant[] = [
  serviceOf(
    'incoming_message_webhook',
    { url: [...TEXT, 'nowhere', 'ftp://example.org', `http://example.org/${'x'.repeat(8192)}`], secret: TEXT },
    { url: 'http://example.org/' },
  ),
  ...SCRIPTS.map((kind) => serviceOf(`${kind}_script`, { code: [5, ...TEXT, '', 'x'.repeat(102_401)] }, {})),
  serviceOf(
    'custom_template_instance',
    { template_service_id: UNKNOWN_ID, params: ['x', [1]] },
    {
      template_service_id: 'no-such-ID',
    },
  ),
  taskOf('update_contact_var', 'query_contacts', { variable: NAME, value: VALUE }, { variable: 'a', value: 1 }),
  taskOf('update_message_var', 'query_messages', { variable: NAME, value: VALUE }, { variable: 'a', value: 1 }),
  taskOf('add_group_members', 'query_contacts', { group_id: UNKNOWN_ID }),
  taskOf('remove_group_members', 'query_contacts', { group_id: UNKNOWN_ID }),
  taskOf('set_conversation_status', 'query_contacts', { conversation_status: ['no-such-word', 1, { a: 1 }] }),
  taskOf('set_send_blocked', 'query_contacts', { send_blocked: ['maybe', 2, { a: 1 }] }),
  taskOf('add_label', 'query_messages', { label_id: UNKNOWN_ID }),
  taskOf('remove_label', 'query_messages', { label_id: UNKNOWN_ID }),
  taskOf('resend_messages', 'query_messages', { route_id: UNKNOWN_ID }),
  ...['contact', 'message'].map((kind) => ({
    ...taskOf(`export_${kind}s`, `query_${kind}s`, EXPORT, { filename: 'a.csv' }),
    entries: { column_ids: [...TEXT, ' ', 'no_such_column'] },
  })),
  { ...found('delete_contacts', 'contact_ids', { contact_ids: IDS }), entries: { contact_ids: UNKNOWN_ID } },
  { ...found('delete_messages', 'message_ids', { message_ids: IDS }), entries: { message_ids: UNKNOWN_ID } },
  found('delete_contacts', 'query_contacts', {
    all: ['maybe', { a: 1 }],
    send_blocked: ['maybe'],
    incoming_message_count: ['ten'],
    last_message_time: TIME,
  }),
  found('cancel_messages', 'query_messages', {
    status: ['no-such-word', true],
    direction: ['no-such-word'],
    starred: ['maybe'],
  }),
]

test.each(VARIANTS)('$of: what $given wants in $parameter is named where it is wrong', async (variant) => {
  const { of, given, parameter, good, wrong, entries = {} } = variant
  const { refused, complaints, before, rows, storage } = start(endpoints.find(({ id }) => id === of)!)
  const others = 'filename' in wrong ? { ...good, storage_id: storage } : good
  const refusedIn = (name: string, value: unknown, param: string) =>
    refused({ body: { ...given, [parameter]: { ...others, [name]: value } } }, param)
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) await refusedIn(name, value, `${parameter}[${name}]`)
  for (const [name, values] of Object.entries(entries))
    for (const value of values) await refusedIn(name, [value], `${parameter}[${name}][0]`)
  expect(complaints).toEqual([])
  expect(rows()).toBe(before)
})
