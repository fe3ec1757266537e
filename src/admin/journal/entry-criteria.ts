import type { Entry } from '../../core/journal.ts'
import { messageCreated, messageInbound } from '../../core/network/events.ts'
import type { World } from '../../core/world.ts'
import type { Provider } from '../../http/api.ts'
import { askedOf } from '../../http/asked.ts'
import { callCame } from '../../http/events.ts'
import { type FieldValues, optional } from '../../http/field.ts'
import { choice, text, yesOrNo } from '../../http/strict-fields.ts'
import {
  type Criteria,
  criteriaFields,
  criteriaOf,
  isNumber,
  occasionField,
  refuseUnknownOccasion,
  wordingField,
} from '../messages/criteria.ts'

/**
 * By what entries of the journal are found, whoever looks for them.
 * @param types the kinds of events that there are
 */
export const entryCriteriaFields = (types: readonly string[]) => ({
  ...criteriaFields,
  text: optional(
    wordingField('Part of the text, or of what a call asked; or a pattern between slashes, such as /code is (\\d+)/i.'),
  ),
  type: optional(choice('Only entries of this type.', types)),
  event: occasionField,
  url: optional(text("Part of a webhook's address, as it is written.", { min: 1 })),
  body: optional(text('Part of what a webhook sent, or a call asked, as it is written.', { min: 1 })),
  ok: optional(yesOrNo('Whether the webhook was received well.')),
})

type Given = FieldValues<ReturnType<typeof entryCriteriaFields>>

/** The same, ready to be compared. */
export type EntryCriteria = Criteria & Partial<Pick<Given, 'type' | 'event' | 'url' | 'body' | 'ok'>>

/** @throws Problem `invalid` where a platform or an occasion is not known, or a wording is none */
export async function entryCriteriaOf(
  { type, event, url, body, ok, ...ofText }: Given,
  providers: readonly Provider[],
): Promise<EntryCriteria> {
  const criteria = await criteriaOf(ofText, providers)
  refuseUnknownOccasion({ event, provider: criteria.provider }, providers)
  return { ...criteria, type, event, url, body, ok }
}

const senderOf = ({ from, handset }: Entry): unknown => from ?? handset

const directionOf = ({ type, ...entry }: Entry): unknown =>
  type === messageInbound.name ? 'inbound' : type === messageCreated.name ? entry['direction'] : undefined

const holds = (actual: unknown, wanted: string): boolean => typeof actual === 'string' && actual.includes(wanted)

/** What a webhook sent as the journal tells it, and its body as it was sent. */
const wasSent = ({ sent }: Entry, wanted: string): boolean =>
  sent !== undefined && (holds(JSON.stringify(sent), wanted) || holds((sent as { body: unknown }).body, wanted))

type Name = keyof EntryCriteria
type Test<N extends Name> = (entry: Entry, wanted: NonNullable<EntryCriteria[N]>, asked: () => string) => boolean

/** An entry that does not tell of something does not meet what is asked of it. What costs more comes later. */
const TESTS: { readonly [N in Name]-?: Test<N> } = {
  type: ({ type }, wanted) => type === wanted,
  provider: ({ provider }, wanted) => provider === wanted,
  state: ({ state }, wanted) => state === wanted,
  event: ({ event }, wanted) => event === wanted,
  ok: ({ ok }, wanted) => ok === wanted,
  direction: (entry, wanted) => directionOf(entry) === wanted,
  phone: (entry, wanted) => isNumber(senderOf(entry), wanted) || isNumber(entry['to'], wanted),
  from: (entry, wanted) => isNumber(senderOf(entry), wanted),
  to: ({ to }, wanted) => isNumber(to, wanted),
  url: ({ url }, wanted) => holds(url, wanted),
  text: ({ text: told }, wanted, asked) => wanted.find(typeof told === 'string' ? told : asked()) !== undefined,
  body: (entry, wanted, asked) => wasSent(entry, wanted) || asked().includes(wanted),
}

const NAMES = Object.keys(TESTS) as Name[]

const misses = (world: World, entry: Entry, criteria: EntryCriteria, name: Name): boolean =>
  criteria[name] !== undefined && !TESTS[name](entry, criteria[name] as never, () => bodyOf(world, entry))

export const meets = (world: World, entry: Entry, criteria: EntryCriteria): boolean =>
  !NAMES.some((name) => misses(world, entry, criteria, name))

/** The criteria that an entry does not meet, by name. */
export const missedBy = (world: World, entry: Entry, criteria: EntryCriteria): Name[] =>
  NAMES.filter((name) => misses(world, entry, criteria, name))

/** How many criteria there are. */
export const countOf = (criteria: EntryCriteria): number => NAMES.filter((name) => criteria[name] !== undefined).length

/** The body of a call, as a text. */
function bodyOf(world: World, { id, type }: Entry): string {
  const body = type === callCame.name ? askedOf(world, id).body : null
  return body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body)
}
