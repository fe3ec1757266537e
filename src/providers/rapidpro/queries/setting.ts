import type { Decimal } from '../expressions/decimal.ts'

/** What a value is compared as. Places are compared by their names, which are text. */
export type ValueType = 'text' | 'number' | 'datetime'

/** A calendar day somewhere: from its first microsecond since 1970 to the first that is not of it any more. */
export interface Day {
  readonly from: number
  readonly until: number
}

/** What the words of a query mean where it is asked. */
export interface Setting {
  /** Whether the addresses of contacts are hidden, so that nobody may ask for them. */
  readonly anon: boolean
  isScheme(word: string): boolean
  /** What values of the field with this key are; undefined where there is none. */
  fieldType(key: string): ValueType | undefined
  /** What contacts in the group of this name, or in the flow of it, are known by; undefined where there is none. */
  groupNamed(name: string): string | undefined
  flowNamed(name: string): string | undefined
  /** The number that a text is; undefined where it is none. */
  numberIn(text: string): Decimal | undefined
  /** The day that a person means; undefined where the text has no date. */
  dayIn(text: string): Day | undefined
  /** The phone number that a text is, in its international form; undefined where it is none. */
  phoneIn(text: string): string | undefined
}
