import type { Entry } from '../../core/journal.ts'
import { messageCreated, messageInbound } from '../../core/network/events.ts'
import { type Criteria, isNumber } from '../messages/criteria.ts'

const senderOf = ({ from, handset }: Entry): unknown => from ?? handset

const directionOf = ({ type, ...entry }: Entry): unknown =>
  type === messageInbound.name ? 'inbound' : type === messageCreated.name ? entry['direction'] : undefined

type Test<N extends keyof Criteria> = (entry: Entry, wanted: NonNullable<Criteria[N]>) => boolean

/** Entries by the criteria of texts; an entry that does not tell of something does not meet what is asked of it. */
const TESTS: { readonly [N in keyof Criteria]-?: Test<N> } = {
  phone: (entry, wanted) => isNumber(senderOf(entry), wanted) || isNumber(entry['to'], wanted),
  from: (entry, wanted) => isNumber(senderOf(entry), wanted),
  to: ({ to }, wanted) => isNumber(to, wanted),
  text: ({ text }, wanted) => typeof text === 'string' && wanted.find(text) !== undefined,
  provider: ({ provider }, wanted) => provider === wanted,
  direction: (entry, wanted) => directionOf(entry) === wanted,
  state: ({ state }, wanted) => state === wanted,
}

export const meets = (entry: Entry, criteria: Criteria): boolean =>
  (Object.keys(TESTS) as (keyof Criteria)[]).every(
    (name) => criteria[name] === undefined || TESTS[name](entry, criteria[name] as never),
  )
