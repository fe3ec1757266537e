type Test = (actual: unknown) => boolean

/**
 * What each operator means: from the wanted value, the test of an actual one. "Text" operators compare as text whatever
 * the case, "number" operators as numbers; the providers' own words for them are mapped in their dialects.
 */
export const OPERATORS = {
  equals: (wanted) => (actual) => actual === wanted,
  differs: (wanted) => (actual) => actual !== wanted,
  oneOf: (wanted) => (actual) => (wanted as readonly unknown[]).includes(actual),
  includes: (wanted) => (actual) => Array.isArray(actual) && actual.includes(wanted),
  isSet: (wanted) => (actual) => (actual !== null && actual !== undefined) === wanted,
  matches: (wanted) => withText(wanted, (actual, text) => actual === text),
  differsFrom: (wanted) => {
    const text = fold(wanted)
    return (actual) => actual === null || actual === undefined || fold(actual) !== text
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

const fold = (value: unknown): string => String(value).toLowerCase()

function withText(wanted: unknown, compare: (actual: string, wanted: string) => boolean): Test {
  const text = fold(wanted)
  return (actual) => actual !== null && actual !== undefined && compare(fold(actual), text)
}

function withNumber(wanted: unknown, compare: (actual: number, wanted: number) => boolean): Test {
  const number = Number(wanted)
  return (actual) => {
    const value =
      typeof actual === 'number' ? actual : typeof actual === 'string' && actual.trim() !== '' ? Number(actual) : NaN
    return compare(value, number)
  }
}
