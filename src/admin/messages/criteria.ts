import { toAddress } from '../../core/network/address.ts'
import { DELIVERY_STATES } from '../../core/network/delivery-state.ts'
import type { Text } from '../../core/network/texts.ts'
import { didYouMean } from '../../core/nearest.ts'
import type { Provider } from '../../http/api.ts'
import { type FieldValues, optional, withDefault } from '../../http/field.ts'
import { type Path, invalid } from '../../http/problem.ts'
import * as fields from '../../http/strict-fields.ts'
import { DIRECTIONS } from './message.ts'
import { LONGEST_WORDING, type Wording, wordingOf } from './wording.ts'

export const wordingField = (description: string) => fields.text(description, { min: 1, max: LONGEST_WORDING })

export const providerField = optional(fields.text('The platform.', { min: 1 }))

/** By what texts are found. */
export const criteriaFields = {
  phone: optional(fields.text("The person's number, in any spelling.", { min: 1 })),
  to: optional(fields.text('Who it goes to, in any spelling.', { min: 1 })),
  from: optional(fields.text('Who it comes from, in any spelling.', { min: 1 })),
  text: optional(
    wordingField(
      'A part of it, or a pattern between slashes, such as /code is (\\d+)/i. Parts are compared as they are written; patterns are those of RE2, without looking around or referring back.',
    ),
  ),
  provider: providerField,
  direction: optional(fields.choice('Towards the person, or from them.', DIRECTIONS)),
  state: optional(fields.choice('What became of it.', DELIVERY_STATES)),
}

export const afterField = withDefault(
  fields.number('Only texts that the journal told of after this entry: the `after` of an earlier answer.', {
    whole: true,
    min: 0,
  }),
  0,
)

type Given = FieldValues<typeof criteriaFields>

/** The same, ready to be compared. */
export interface Criteria extends Omit<Given, 'text'> {
  readonly text?: Wording | undefined
}

/** @throws Problem `invalid`, with the nearest */
export function refuseUnknownProvider(name: string | undefined, providers: readonly Provider[], path: Path = []): void {
  const known = providers.map((provider) => provider.name)
  if (name !== undefined && !known.includes(name))
    throw invalid([...path, 'provider'], `There is no provider "${name}". ${didYouMean(name, known)}`)
}

/** What a webhook's occasion is asked for by, in the word of a platform. */
export const occasionField = optional(fields.text("A webhook's occasion, in the platform's word.", { min: 1 }))

/** @throws Problem `invalid` where no platform, or not the one that is asked about, has a word for it; with the nearest */
export function refuseUnknownOccasion(
  { event, provider }: { event?: string | undefined; provider?: string | undefined },
  providers: readonly Provider[],
): void {
  const asked = providers.filter(({ name }) => provider === undefined || name === provider)
  const known = new Set(asked.flatMap(({ occasions }) => occasions))
  if (event !== undefined && !known.has(event))
    throw invalid(
      'event',
      `No webhook${provider === undefined ? '' : ` of ${provider}`} has the occasion "${event}". ${didYouMean(event, known)}`,
    )
}

/** @throws Problem `invalid` where a platform is not known, or a wording is none */
export async function criteriaOf(given: Given, providers: readonly Provider[], path: Path = []): Promise<Criteria> {
  refuseUnknownProvider(given.provider, providers, path)
  const { text: written, ...others } = given
  return { ...others, text: written === undefined ? undefined : await wordingOf(written, [...path, 'text']) }
}

type Name = keyof Criteria

interface Comparison<N extends Name> {
  fits: (text: Text, wanted: NonNullable<Criteria[N]>) => boolean
  /** What the text has instead. */
  has: (text: Text) => string | null
}

/** Whether an address is the one that is wanted, in whatever spelling. */
export const isNumber = (actual: unknown, wanted: string): boolean =>
  typeof actual === 'string' && (actual === wanted || toAddress(actual) === toAddress(wanted))

const receiverOf = ({ direction, own, person }: Text): string | null => (direction === 'outbound' ? person : own)
const senderOf = ({ direction, own, person }: Text): string | null => (direction === 'outbound' ? own : person)

const COMPARISONS: { readonly [N in Name]-?: Comparison<N> } = {
  phone: { fits: ({ person }, wanted) => isNumber(person, wanted), has: ({ person }) => person },
  to: { fits: (one, wanted) => isNumber(receiverOf(one), wanted), has: receiverOf },
  from: { fits: (one, wanted) => isNumber(senderOf(one), wanted), has: senderOf },
  text: { fits: (one, wanted) => wanted.find(one.text) !== undefined, has: (one) => one.text },
  provider: { fits: ({ provider }, wanted) => provider === wanted, has: ({ provider }) => provider },
  direction: { fits: ({ direction }, wanted) => direction === wanted, has: ({ direction }) => direction },
  state: { fits: ({ state }, wanted) => state === wanted, has: ({ state }) => state },
}

const NAMES = Object.keys(COMPARISONS) as Name[]

/** The criteria that a text does not meet, by name. */
export const missed = (text: Text, criteria: Criteria, names: readonly Name[] = NAMES): Name[] =>
  names.filter((name) => criteria[name] !== undefined && !COMPARISONS[name].fits(text, criteria[name] as never))

/** All but the state, which still may come. */
export const STANDING = NAMES.filter((name) => name !== 'state')

/** What a text has where another was wanted, in a few words. */
export const difference = (text: Text, criteria: Criteria, name: Name): string =>
  name === 'text' && text.text.length > criteria.text!.reach
    ? beyondReach(text, criteria.text!)
    : isNot(text, criteria, name)

const beyondReach = ({ text }: Text, { written, reach }: Wording): string =>
  `text has ${text.length} characters, and ${written} is held against ${reach} at most: ask for a part of the text, or for less in the pattern`

const isNot = (text: Text, criteria: Criteria, name: Name): string =>
  `${name} is ${JSON.stringify(COMPARISONS[name].has(text))}, not ${JSON.stringify(writtenOf(criteria, name))}`

const writtenOf = (criteria: Criteria, name: Name): string =>
  name === 'text' ? criteria.text!.written : (criteria[name] as string)

/** The criteria as they were given. */
export const shownCriteria = ({ text: wording, ...others }: Criteria): Record<string, string> =>
  JSON.parse(JSON.stringify({ ...others, text: wording?.written })) as Record<string, string>
