type Test = (actual: unknown) => boolean

/**
 * What each operator means: from the wanted value, the test of an actual one. "Text" operators compare as text whatever
 * the case, and truths and numbers by any of their spellings; "number" operators as numbers, in decimal notation where they stand in
 * text; the providers' own words for them are mapped in their dialects.
 */
export const OPERATORS = {
  equals: (wanted) => (actual) => actual === wanted,
  differs: (wanted) => (actual) => actual !== wanted,
  oneOf: (wanted) => {
    const among = new Set(wanted as Iterable<unknown>)
    return (actual) => among.has(actual)
  },
  noneOf: (wanted) => {
    const among = new Set(wanted as Iterable<unknown>)
    return (actual) => !among.has(actual)
  },
  includes: (wanted) => (actual) => Array.isArray(actual) && actual.includes(wanted),
  isSet: (wanted) => (actual) => (actual !== null && actual !== undefined) === wanted,
  matches: (wanted) => matching(wanted),
  differsFrom: (wanted) => {
    const matches = matching(wanted)
    return (actual) => !matches(actual)
  },
  startsWith: (wanted) => withText(wanted, (actual, text) => actual.startsWith(text)),
  startsNotWith: (wanted) => {
    const text = fold(wanted)
    return (actual) => actual === null || actual === undefined || !fold(actual).startsWith(text)
  },
  textAbove: (wanted) => withText(wanted, (actual, text) => actual > text),
  textAtLeast: (wanted) => withText(wanted, (actual, text) => actual >= text),
  textBelow: (wanted) => withText(wanted, (actual, text) => actual < text),
  textAtMost: (wanted) => withText(wanted, (actual, text) => actual <= text),
  above: (wanted) => withNumber(wanted, (actual, number) => actual > number),
  atLeast: (wanted) => withNumber(wanted, (actual, number) => actual >= number),
  below: (wanted) => withNumber(wanted, (actual, number) => actual < number),
  atMost: (wanted) => withNumber(wanted, (actual, number) => actual <= number),
} as const satisfies Record<string, (wanted: unknown) => Test>

export type Operator = keyof typeof OPERATORS

/** Texts are compared whatever their case. */
export const fold = (value: unknown): string => String(value).toLowerCase()

function withText(wanted: unknown, compare: (actual: string, wanted: string) => boolean): Test {
  const text = fold(wanted)
  return (actual) => actual !== null && actual !== undefined && compare(fold(actual), text)
}

/** Clients spell truths and numbers in several ways: Python, PHP and Ruby send 1 for true, Python and Java 1.0 for 1. */
const SPELLINGS = { true: ['true', '1'], false: ['false', '0'] }

function matching(wanted: unknown): Test {
  const text = fold(wanted)
  const number = numberOf(text)
  return (actual) => {
    if (typeof actual === 'boolean') return SPELLINGS[`${actual}`].includes(text)
    if (typeof actual === 'number' && actual === number) return true
    return actual !== null && actual !== undefined && fold(actual) === text
  }
}

function withNumber(wanted: unknown, compare: (actual: number, wanted: number) => boolean): Test {
  const number = numberOf(wanted)
  return (actual) => compare(numberOf(actual), number)
}

/** Not what JavaScript takes for a number besides: hexadecimal digits, `Infinity`, blanks. NaN compares with nothing. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && DECIMAL.test(value) ? Number(value) : NaN
