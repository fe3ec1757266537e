/** A piece of a query. What cannot be one is `other`, and the query ends with `end`. */
export interface Token {
  readonly kind: '(' | ')' | 'and' | 'or' | 'comparator' | 'string' | 'property' | 'text' | 'end' | 'other'
  readonly text: string
}

const BLANK = /[ \t\n\r]+/y
const COMPARATOR = /!=|>=|<=|[=~<>]/y
/** The platform's tables of letters and digits end where characters take two units. */
const WORD = /(?:(?![\u{10000}-\u{10ffff}])[\p{L}\p{Nd}_.\-+/'@:])+/uy
const PROPERTY = /^(?:\p{L}+\.)?[\p{L}\p{Nd}_]+$/u
const KEY = /^(?:(?![\u{10000}-\u{10ffff}])[\p{L}\p{Nd}_])+$/u

/** Whether a word can stand for a property when it is written again. */
export const isKey = (word: string): boolean => KEY.test(word)

/** Letter by letter, so that each stays one. */
export const inLowerCase = (word: string): string =>
  word.replace(/./gu, (one) => String.fromCodePoint(one.toLowerCase().codePointAt(0)!))

/** Words that are none of the others. */
const KEYWORDS: Readonly<Record<string, Token['kind']>> = { and: 'and', or: 'or', has: 'comparator', is: 'comparator' }

/** The pieces of a query, from the first to its end. */
export function tokensIn(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  while (at < text.length) {
    const blank = take(BLANK)
    const token = blank === undefined ? (bracketAt(text, at) ?? stringAt(text, at) ?? wordOrSign(take)) : undefined
    const other = String.fromCodePoint(text.codePointAt(at)!)
    if (blank === undefined) found.push(token ?? { kind: 'other', text: other })
    at += (blank ?? token?.text ?? other).length
  }
  found.push({ kind: 'end', text: '<EOF>' })
  return found
}

const bracketAt = (text: string, at: number): Token | undefined => {
  const sign = text[at]
  return sign === '(' || sign === ')' ? { kind: sign, text: sign } : undefined
}

function wordOrSign(take: (pattern: RegExp) => string | undefined): Token | undefined {
  const sign = take(COMPARATOR)
  if (sign !== undefined) return { kind: 'comparator', text: sign }
  const word = take(WORD)
  if (word === undefined) return undefined
  const lower = word.toLowerCase()
  const keyword = Object.hasOwn(KEYWORDS, lower) ? KEYWORDS[lower] : undefined
  return { kind: keyword ?? (PROPERTY.test(word) ? 'property' : 'text'), text: word }
}

/**
 * A quoted text. A mark behind a backslash ends it only where no mark without one comes later: that is how the platform's
 * grammar, which takes the longest that fits, reads `"a\"`.
 */
function stringAt(text: string, at: number): Token | undefined {
  if (text[at] !== '"') return undefined
  let end = -1
  for (let mark = text.indexOf('"', at + 1); mark !== -1; mark = text.indexOf('"', mark + 1)) {
    end = mark
    if (text[mark - 1] !== '\\') break
  }
  return end === -1 ? undefined : { kind: 'string', text: text.slice(at, end + 1) }
}
