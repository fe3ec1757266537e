import { LIMITS } from './limits.ts'

// The platform is written in Python, and its answers show how Python reads and writes plain values. Of what JSON holds,
// whole numbers are bigints here and fractions numbers, because Python tells `12` from `12.0`.

/** What `str.strip` takes away at both ends. */
export function strip(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && BLANK.has(text[start]!)) start++
  while (end > start && BLANK.has(text[end - 1]!)) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

const BLANK = new Set(
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
)

/** The first characters of a text: Python counts characters, not UTF-16 code units. */
export const firstOf = (text: string, most: number): string =>
  text.length > most ? Array.from(text).slice(0, most).join('') : text

/** What `int` makes of a text; undefined where it would raise. Numbers too great to be exact are none that a row has. */
export function integerOf(text: string): number | undefined {
  const digits = strip(text)
  return digits.length <= LIMITS.digits && /^[+-]?\d+(?:_\d+)*$/.test(digits)
    ? Number(digits.replaceAll('_', ''))
    : undefined
}

/** What `str` makes of a value. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : represent(value))

/** What `repr` makes of a value. */
function represent(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return fraction(value)
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(represent).join(', ')}]`
  if (value === null || value === undefined) return 'None'
  return `{${Object.entries(value)
    .map(([name, one]) => `${quoted(name)}: ${represent(one)}`)
    .join(', ')}}`
}

/** Quoted with apostrophes, or where only these stand inside, with quotation marks. */
function quoted(whole: string): string {
  const text = whole.slice(0, LIMITS.repeated)
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inner = text.replace(UNPRINTABLE, (one) => ESCAPES[one] ?? escaped(one))
  return mark + (mark === "'" ? inner.replaceAll("'", "\\'") : inner) + mark
}

// oxlint-disable-next-line no-control-regex -- control characters are what Python escapes
const UNPRINTABLE = /[\\\u0000-\u001f\u007f-\u00a0\u00ad\u2028\u2029\ufeff\p{Surrogate}]/gu

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16)
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`
}

/** Python goes over to powers of ten below 1e-4 and from 1e16 on, and gives the power two digits at least. */
function fraction(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  const [digits, power] = value.toExponential().split('e') as [string, string]
  if (value !== 0 && (Number(power) < -4 || Number(power) >= 16))
    return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** What Python calls the type of a value. */
export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType'
  return Array.isArray(value) ? 'list' : TYPES[typeof value as keyof typeof TYPES]
}

const TYPES = { string: 'str', boolean: 'bool', bigint: 'int', number: 'float', object: 'dict' } as const
