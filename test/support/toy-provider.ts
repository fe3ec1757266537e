import * as Type from 'typebox'
import { toAddress } from '../../src/core/network/address.ts'
import { when } from '../../src/core/consequences.ts'
import { DELIVERY_STATES, type DeliveryState } from '../../src/core/network/delivery-state.ts'
import { deliveryReported, messageCreated, messageInbound } from '../../src/core/network/events.ts'
import { routes } from '../../src/core/network/route.ts'
import { type RowOf, defineCollection } from '../../src/core/store/collection.ts'
import * as kept from '../../src/core/store/kept.ts'
import type { World } from '../../src/core/world.ts'
import type { Provider } from '../../src/http/api.ts'
import { parseFlat, parseJson, textOf } from '../../src/http/body.ts'
import type { Dialect } from '../../src/http/call.ts'
import { endpointsFor } from '../../src/http/endpoint.ts'
import { SOMEBODY, latest } from '../../src/http/example.ts'
import { type Field, field, optional, withDefault } from '../../src/http/field.ts'
import { Body, type Pieces } from '../../src/http/message.ts'
import { jsonList, jsonObject } from '../../src/http/json-text.ts'
import { Problem, type ProblemKind, invalid } from '../../src/http/problem.ts'
import * as stages from '../../src/http/stages.ts'
import { viewOf } from '../../src/http/view.ts'
import type { OutboundCall } from '../../src/http/outbound-call.ts'

// A platform that exists nowhere, complete and as small as one can be. docs/adding-a-provider.md walks through it, and
// the tests of src/http call it.

/** A text message, as the toy platform keeps it. */
type ToyMessage = RowOf<typeof messages>

const messages = defineCollection(
  'toy.messages',
  {
    direction: kept.oneOf(['in', 'out']),
    from: kept.text,
    to: kept.text,
    text: kept.text,
    state: kept.oneOf(DELIVERY_STATES),
    statusUrl: kept.orNull(kept.webAddress),
  },
  { ids: 'toy.message' },
)

/** What the platform calls each state of a delivery. */
const STATUSES = {
  queued: 'waiting',
  accepted: 'waiting',
  retrying: 'waiting',
  sent: 'sent',
  delivered: 'arrived',
  read: 'arrived',
  undelivered: 'lost',
  failed: 'lost',
  cancelled: 'lost',
} as const satisfies Record<DeliveryState, string>

const messageView = viewOf<ToyMessage>()('Toy message', {
  id: [Type.String(), ({ id }) => id],
  direction: [Type.Union([Type.Literal('in'), Type.Literal('out')]), ({ direction }) => direction],
  from: [Type.String(), ({ from }) => from],
  to: [Type.String(), ({ to }) => to],
  text: [Type.String(), (row) => row.text],
  status: [
    Type.Unsafe<string>({ type: 'string', enum: [...new Set(Object.values(STATUSES))] }),
    ({ state }) => STATUSES[state],
  ],
})

const text = (description: string): Field<string> =>
  field(Type.String({ description, minLength: 1 }), (raw, path, issues) => {
    if (typeof raw === 'string' && raw !== '') return raw
    issues.push({ path, rule: 'text', message: `${path.join('.')} has to be text` })
    return ''
  })

const count = (description: string, most: number): Field<number> =>
  field(Type.Integer({ description, minimum: 1, maximum: most }), (raw, path, issues) => {
    const value = typeof raw === 'string' && /^\d+$/.test(raw) ? Number(raw) : raw
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value
    issues.push({ path, rule: 'count', message: `${path.join('.')} has to be a number from 1 to ${most}` })
    return 1
  })

const STATUS_CODES: Record<ProblemKind, number> = {
  unauthenticated: 401,
  forbidden: 403,
  payment_required: 402,
  unknown_path: 404,
  not_found: 404,
  wrong_method: 405,
  invalid: 422,
  malformed_body: 400,
  unsupported_media: 415,
  too_large: 413,
  conflict: 409,
  rate_limited: 429,
  not_simulated: 501,
  unavailable: 503,
  failed: 500,
}

const dialect: Dialect<World> = {
  stages: [
    stages.obeyFaults,
    stages.authenticate,
    stages.refuseUnknownPath,
    stages.refuseWrongMethod,
    stages.keepWithinLimits,
    stages.readQuery,
    stages.unpackBody,
    stages.parseBody,
    stages.readBody,
  ],
  bodyLimit: 10_000,
  credential: ({ headers }) => /^Bearer (\w+)$/.exec(headers['authorization'] ?? '')?.[1] ?? null,
  authenticate: (call) => call.world,
  parseQuery: ({ request }) => parseFlat(request.query),
  parseBody({ request }) {
    const body = parseJson(textOf(request))
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem('malformed_body')
    return body as Record<string, unknown>
  },
  renderProblem: ({ kind, message, issues, status, retryAfter }) => ({
    status: status ?? STATUS_CODES[kind],
    headers: {
      'content-type': 'application/json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({ error: kind, message: issues[0]?.message ?? message }),
  }),
  problemSchema: Type.Object({ error: Type.String(), message: Type.String() }, { additionalProperties: false }),
  problemStatuses: [401, 404, 422, 429],
}

/** The account's number. It is a row, because a fork of the world has other credentials but the same number. */
const numberOf = (world: World): string => world.collection(routes).by('provider', 'toy').at(0)!.id

/** The account's key: the one that the world was opened with, else one of its own. It is no row, so that a fork has another. */
const keyOf = ({ keyring }: World): string =>
  keyring.adopted['toy']?.['key'] ?? keyring.secret('toy', 'key', 'abcdefghijkmnpqrstuvwxyz23456789', 24)

const endpoint = endpointsFor<World>()
const tag = 'Messages'

const sendMessage = endpoint({
  id: 'toy.sendMessage',
  method: 'post',
  path: '/toy/messages',
  tag,
  summary: 'Sends a text.',
  scope: 'toy.sending',
  body: {
    to: text('Who gets it.'),
    text: text('What it says.'),
    status_url: optional(text('Who is told what became of it.')),
  },
  status: 201,
  returns: messageView.schema,
  example: () => ({ body: { to: SOMEBODY, text: 'Are you there?' } }),
  handle({ caller: world, body }) {
    const to = toAddress(body.to)
    const from = numberOf(world)
    if (to === from) throw invalid('to', 'to is your own number')
    const draft = {
      id: `M${world.random.hex('toy.message', 8)}`,
      direction: 'out',
      from,
      to,
      text: body.text,
      state: 'queued',
      statusUrl: body.status_url ?? null,
    } as const
    return messageView.json(world.send(messages, draft, { provider: 'toy', from, to, text: body.text }), world)
  },
})

const getMessage = endpoint({
  id: 'toy.getMessage',
  method: 'get',
  path: '/toy/messages/{id}',
  tag,
  summary: 'Shows a text.',
  returns: messageView.schema,
  handle({ caller: world, params }) {
    const message = world.collection(messages).get(params['id']!)
    if (!message) throw new Problem('not_found', `there is no message ${params['id']}`)
    return messageView.json(message, world)
  },
})

const listMessages = endpoint({
  id: 'toy.listMessages',
  method: 'get',
  path: '/toy/messages',
  tag,
  summary: 'Lists texts, newest first.',
  query: {
    limit: withDefault(count('How many.', 100), 10),
    cursor: optional(count('The next of the page before.', Number.MAX_SAFE_INTEGER)),
  },
  returns: Type.Object(
    { messages: Type.Array(messageView.schema), next: Type.Union([Type.Integer(), Type.Null()]) },
    { additionalProperties: false },
  ),
  handle({ caller: world, query: { limit, cursor } }) {
    const beyond = cursor === undefined ? undefined : { value: null, sequence: cursor }
    const page = world.collection(messages).list({ descending: true, take: limit, beyond })
    const shown = jsonList(page.rows.map((row) => messageView.remembered(row, world)))
    return jsonObject({ messages: shown, next: page.more ? page.last!.sequence : null })
  },
})

const exportMessages = endpoint({
  id: 'toy.exportMessages',
  method: 'get',
  path: '/toy/messages.csv',
  tag,
  summary: 'Gives all texts, oldest first, a line each.',
  returnsMedia: ['text/csv'],
  returns: Type.String(),
  handle: ({ caller: world }) => new Body('text/csv', linesOf(world.collection(messages).all().slice())),
})

async function* linesOf(rows: readonly ToyMessage[]): Pieces {
  for (const { id, from, to, state } of rows) yield `${id},${from},${to},${STATUSES[state]}\n`
}

const statusWebhook = ({ id, state, statusUrl }: ToyMessage): OutboundCall[] =>
  statusUrl === null
    ? []
    : [
        {
          event: 'status',
          url: statusUrl,
          method: 'POST',
          body: {
            form: [
              ['id', id],
              ['status', STATUSES[state]],
            ],
          },
          retryAfter: [60_000, 300_000],
          success: 'any 2xx',
          timeout: 5000,
          queue: id,
        },
      ]

export const toy: Provider = {
  name: 'toy',
  title: 'Toy',
  description: 'A platform that exists nowhere.',
  version: '1',
  basePath: '/toy',
  bases: ['/toy'],
  collections: [messages],
  dialect,
  endpoints: [sendMessage, getMessage, listMessages, exportMessages],
  security: {
    key: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      'x-textbed': { provider: 'toy', value: 'Bearer {key}' },
    },
  },
  pathParameters: (world) => ({ id: { description: 'A message.', example: latest(world, messages) } }),
  credentials: (world) => ({ key: keyOf(world) }),
  logins: (world) => [{ key: keyOf(world) }],
  adopts: (key) => (/^[a-z0-9]{24}$/.test(key) ? { key } : null),
  keys: (world) => [[keyOf(world), 'toy']],
  occasions: ['status'],
  env: (world, url) => ({ TOY_URL: `${url}/toy`, TOY_KEY: keyOf(world) }),
  limits: { toy: [{ match: 'toy', limit: 5, window: 10 }] },
  furnish(world) {
    world
      .collection(routes)
      .insert({ id: `+1555${world.random.digits('toy.number', 7)}`, provider: 'toy', account: 'toy' })
  },
  consequences: [
    when(deliveryReported, (event, world) => {
      const rows = world.collection(messages)
      return statusWebhook(rows.update(rows.get(event.message)!, { state: event.state }))
    }),
    when(messageInbound, ({ from, to, text: words }, world) => {
      const message = world.collection(messages).insert({
        id: `M${world.random.hex('toy.message', 8)}`,
        sequence: 0,
        direction: 'in',
        from,
        to,
        text: words,
        state: 'delivered',
        statusUrl: null,
      })
      world.publish(messageCreated, {
        provider: 'toy',
        message: message.id,
        direction: 'inbound',
        from,
        to,
        text: words,
      })
    }),
  ],
}

// What the grown toy platform beside this file is made with.
export { endpoint, messages, numberOf, text }
