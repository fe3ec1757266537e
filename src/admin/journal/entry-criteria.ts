import type { Entry } from '../../core/journal.ts'
import { messageCreated, messageInbound } from '../../core/network/events.ts'
import type { World } from '../../core/world.ts'
import { askedOf } from '../../http/asked.ts'
import { callCame } from '../../http/events.ts'
import { type Criteria, isNumber } from '../messages/criteria.ts'

const senderOf = ({ from, handset }: Entry): unknown => from ?? handset

const directionOf = ({ type, ...entry }: Entry): unknown =>
  type === messageInbound.name ? 'inbound' : type === messageCreated.name ? entry['direction'] : undefined

type Test<N extends keyof Criteria> = (entry: Entry, wanted: NonNullable<Criteria[N]>, asked: () => string) => boolean

/** Entries by the criteria of texts; an entry that does not tell of something does not meet what is asked of it. */
const TESTS: { readonly [N in keyof Criteria]-?: Test<N> } = {
  phone: (entry, wanted) => isNumber(senderOf(entry), wanted) || isNumber(entry['to'], wanted),
  from: (entry, wanted) => isNumber(senderOf(entry), wanted),
  to: ({ to }, wanted) => isNumber(to, wanted),
  text: ({ text }, wanted, asked) => wanted.find(typeof text === 'string' ? text : asked()) !== undefined,
  provider: ({ provider }, wanted) => provider === wanted,
  direction: (entry, wanted) => directionOf(entry) === wanted,
  state: ({ state }, wanted) => state === wanted,
}

export const meets = (world: World, entry: Entry, criteria: Criteria): boolean =>
  (Object.keys(TESTS) as (keyof Criteria)[]).every(
    (name) => criteria[name] === undefined || TESTS[name](entry, criteria[name] as never, () => bodyOf(world, entry)),
  )

/** The body of a call, as a text. */
function bodyOf(world: World, { id, type }: Entry): string {
  const body = type === callCame.name ? askedOf(world, id).body : null
  return typeof body === 'string' ? body : JSON.stringify(body ?? '')
}
