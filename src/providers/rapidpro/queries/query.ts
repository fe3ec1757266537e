export const OPERATORS = ['=', '!=', '~', '>', '>=', '<', '<='] as const
export type Operator = (typeof OPERATORS)[number]

/** What is asked about: an attribute that every contact has, its URNs of one scheme, or its value of a field. */
export interface Property {
  readonly kind: 'attribute' | 'scheme' | 'field'
  readonly key: string
}

/** A property of a contact held against a value, which is text whatever it means. */
export interface Comparison extends Property {
  readonly operator: Operator
  readonly value: string
}

/** Two or more of which all have to hold, or one. None of them is joined by the same word. */
export interface Combination {
  readonly joined: 'AND' | 'OR'
  readonly parts: readonly Query[]
}

/** Which contacts somebody means, as the platform's query language has it. */
export type Query = Comparison | Combination

/** As a whole what several are when they are joined: one is itself, and those joined by the same word are one list. */
export const join = (joined: Combination['joined'], parts: readonly Query[]): Query =>
  parts.length === 1
    ? parts[0]!
    : { joined, parts: parts.flatMap((part) => ('joined' in part && part.joined === joined ? part.parts : [part])) }

/** All comparisons in a query, in the order in which they are written. */
export const comparisonsIn = (query: Query): readonly Comparison[] =>
  'joined' in query ? query.parts.flatMap(comparisonsIn) : [query]

/** Whether nothing but its being set is asked. */
export const isSetCheck = ({ operator, value }: Comparison): boolean =>
  value === '' && (operator === '=' || operator === '!=')
