import { Type } from '@sinclair/typebox'
import type { Entry } from '../../core/journal.ts'
import { DELIVERY_STATES } from '../../core/network/delivery-state.ts'
import { didYouMean } from '../../core/nearest.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import { SOMEBODY } from '../../http/example.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { invalid } from '../../http/problem.ts'
import { choice, number, text, yesOrNo } from '../../http/strict-fields.ts'
import type { Sent } from '../../http/told.ts'
import { dueHint, hintSchema } from '../clock/due-hint.ts'
import { type Operator, endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { entriesOf } from './entry.ts'

/** What an entry can be waited for by; each says whether it fits. Text fits where it is a part, whatever the case. */
const CRITERIA = {
  type: (entry, wanted) => entry.type === wanted,
  provider: (entry, wanted) => entry['provider'] === wanted,
  from: (entry, wanted) => sameNumber(entry['from'], wanted),
  to: (entry, wanted) => sameNumber(entry['to'], wanted),
  text: (entry, wanted) => holds(entry['text'], wanted),
  state: (entry, wanted) => entry['state'] === wanted,
  event: (entry, wanted) => entry['event'] === wanted,
  url: (entry, wanted) => holds(entry['url'], wanted),
  body: (entry, wanted) =>
    holds(JSON.stringify(entry['sent'] ?? null), wanted) || holds((entry['sent'] as Sent | undefined)?.body, wanted),
  ok: (entry, wanted) => entry['ok'] === wanted,
} as const satisfies Record<string, (entry: Entry, wanted: unknown) => boolean>

type Wanted = Partial<Record<keyof typeof CRITERIA, unknown>>

export const waitFor = (types: readonly string[]) => {
  const { schema, show } = entriesOf(types)
  return endpoint({
    id: 'admin.wait',
    method: 'get',
    path: `${inWorld}/wait`,
    tag: 'Journal',
    summary: 'Holds the answer until a message or webhook matches, and says at time-out what came nearest.',
    description:
      'Looks at what happened already (after `after`) first. It moves no clock: in a frozen world somebody else has to.',
    query: {
      type: optional(choice('The kind of entry.', types)),
      provider: optional(text('The provider.')),
      from: optional(text('The sending number, in any spelling.')),
      to: optional(text('The receiving number, in any spelling.')),
      text: optional(text('Part of the message.')),
      state: optional(choice("A delivery's state: what it became, or what was reported of it.", DELIVERY_STATES)),
      event: optional(text("A webhook's occasion, in the provider's word.")),
      url: optional(text("Part of a webhook's address.")),
      body: optional(text('Part of what a webhook sent.')),
      ok: optional(yesOrNo('Whether the webhook was received well.')),
      after: withDefault(number('Only entries with a higher id.', { whole: true, min: 0 }), 0),
      timeout: withDefault(number('Real seconds to wait for it.', { min: 0, max: 300 }), 10),
    },
    returns: Type.Object({
      matched: Type.Boolean(),
      entry: Type.Union([schema, Type.Null()], { description: 'What matched.' }),
      nearest: Type.Array(
        Type.Object({
          entry: schema,
          differs: Type.Array(Type.String(), { description: 'The criteria that it does not meet.' }),
        }),
        {
          description: 'Where nothing matched: what came nearest, best first.',
        },
      ),
      hint: hintSchema,
    }),
    example: () => ({ query: { type: 'delivery.changed', to: SOMEBODY, state: 'delivered' } }),
    async handle(call) {
      const world = worldOf(call)
      const { after, timeout, ...wanted } = call.query
      const known = call.caller.simulator.providers.map(({ name }) => name)
      if (wanted.provider !== undefined && !known.includes(wanted.provider)) {
        throw invalid('provider', `There is no provider "${wanted.provider}". ${didYouMean(wanted.provider, known)}`)
      }
      const entry = await firstMatch(world, wanted, after, timeout * 1000, call)
      if (entry) return jsonObject({ matched: true, entry: show(entry, world), nearest: NONE })
      const nearest = nearestTo(world, wanted, after).map((one) =>
        jsonObject({ ...one, entry: show(one.entry, world) }),
      )
      return jsonObject({ matched: false, entry: null, nearest: jsonList(nearest), hint: dueHint(world) })
    },
  })
}

const NONE: never[] = []

/**
 * Waits until something fits, for so many real milliseconds at most, and no longer than the caller does.
 * @throws Refusal `gone` where the world ends meanwhile
 */
function firstMatch(
  world: World,
  wanted: Wanted,
  after: number,
  timeout: number,
  { request: { signal }, caller }: Call<Operator>,
): Promise<Entry | undefined> {
  const fits = (entry: Entry) => entry.id > after && isOver(entry) && missed(entry, wanted).length === 0
  const there = world.journal.from(after + 1, 1, fits)[0]
  if (there || timeout === 0 || signal?.aborted) return Promise.resolve(there)
  const over = new AbortController()
  return new Promise<Entry | undefined>((resolve, reject) => {
    const once = { once: true, signal: over.signal }
    signal?.addEventListener('abort', () => resolve(undefined), once)
    world.clock.ending.addEventListener('abort', () => reject(world.clock.ending.reason as Error), once)
    over.signal.addEventListener(
      'abort',
      world.journal.watch((entry) => fits(entry) && resolve(entry)),
    )
    over.signal.addEventListener(
      'abort',
      caller.simulator.after(timeout, () => resolve(undefined)),
    )
  }).finally(() => over.abort())
}

/** Calls and webhook attempts stand in the journal before their end is known. */
const isOver = (entry: Entry): boolean => entry['ok'] !== null && entry['status'] !== null

const missed = (entry: Entry, wanted: Wanted): string[] =>
  Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && !CRITERIA[name as keyof typeof CRITERIA](entry, value))
    .map(([name]) => name)

function nearestTo(world: World, wanted: Wanted, after: number) {
  return world.journal
    .from(after + 1, Infinity)
    .map((entry) => ({ entry, differs: missed(entry, wanted) }))
    .filter(({ differs }) => differs.length < Object.keys(wanted).length)
    .sort((a, b) => a.differs.length - b.differs.length || b.entry.id - a.entry.id)
    .slice(0, 3)
}

const holds = (actual: unknown, wanted: unknown): boolean =>
  typeof actual === 'string' && actual.toLowerCase().includes(String(wanted).toLowerCase())

const digits = (value: unknown): string => String(value).replace(/\D/g, '')

const sameNumber = (actual: unknown, wanted: unknown): boolean =>
  typeof actual === 'string' && (actual === wanted || (digits(wanted) !== '' && digits(actual) === digits(wanted)))
