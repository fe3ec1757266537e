import type { HttpRequest } from './message.ts'
import { Problem } from './problem.ts'

/** Nesting beyond this is nobody's honest parameter. */
const DEEPEST = 64

/** How much of a text is read in one go. Reading more would keep everybody else waiting for longer than 50 ms. */
export interface Bounds {
  characters: number
  /** Members of lists and objects, in a JSON text. */
  values: number
}

const BOUNDS: Bounds = { characters: 6 * 1024 * 1024, values: 50_000 }

/** Forms take longer to read than JSON. */
const LONGEST_FORM = 4 * 1024 * 1024
const MOST_PARAMETERS = 10_000

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The media type without its parameters, lower case. */
export const mediaType = (request: HttpRequest): string => mediaTypeOf(request.headers['content-type'])

/** Nearly all calls that carry something say no more than that it is JSON: nothing is taken apart for these. */
export const mediaTypeOf = (header = ''): string =>
  header === JSON_TYPE ? header : header.split(';', 1)[0]!.trim().toLowerCase()

const JSON_TYPE = 'application/json'

/** The body's bytes, unpacked; null where it has none. @throws Problem `too_large` or `malformed_body` */
export function bytesOf(request: HttpRequest, most: number): Uint8Array | null {
  if (request.bodyProblem === 'too_large' || (request.body && request.body.length > most))
    throw new Problem('too_large')
  if (request.bodyProblem === 'broken_gzip')
    throw new Problem('malformed_body', 'The body is not valid gzip.', { code: 'gzip' })
  if (request.bodyProblem === 'unknown_encoding')
    throw new Problem('malformed_body', 'The Content-Encoding is not one of gzip and identity.', { code: 'encoding' })
  return request.body
}

/** The body's text. @throws Problem `too_large` or `malformed_body` */
export function textOf(request: HttpRequest, { characters }: Bounds = BOUNDS): string {
  const bytes = bytesOf(request, characters)
  if (!bytes) return ''
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Problem('malformed_body', 'The body is not valid UTF-8.', { code: 'utf8' })
  }
}

/** A JSON text as a value. @throws Problem `malformed_body`, with the parser's words */
export function parseJson(text: string, { values }: Bounds = BOUNDS): unknown {
  const excess = excessOf(text, values)
  if (excess) throw new Problem('malformed_body', `The JSON ${excess}.`, { code: 'json' })
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new Problem('malformed_body', (error as Error).message, { code: 'json' })
  }
}

/** A query string or form with flat names: the last of equal names counts. @throws Problem `malformed_body` */
export function parseFlat(text: string): Record<string, string> {
  // Without a prototype, so that `__proto__` is a name like any other.
  const values = Object.create(null) as Record<string, string>
  if (text === '') return values
  refuseTooMany(text)
  refuseBrokenEscapes(text)
  for (const [name, value] of new URLSearchParams(text)) values[name] = value
  return values
}

/** Holds a form within its bounds before any of it is read. @throws Problem `too_large` or `malformed_body` */
export function refuseTooMany(text: string): void {
  if (text.length > LONGEST_FORM) throw new Problem('too_large')
  let count = 0
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1))
    if (++count === MOST_PARAMETERS)
      throw new Problem('malformed_body', `There are more than ${MOST_PARAMETERS} parameters.`, { code: 'parameters' })
}

export const brokenEscape = (): Problem =>
  new Problem('malformed_body', 'The parameters hold a broken percent escape, or escape what is not UTF-8.', {
    code: 'escape',
  })

function refuseBrokenEscapes(text: string): void {
  if (!text.includes('%')) return
  try {
    decodeURIComponent(text)
  } catch {
    throw brokenEscape()
  }
}

/** What a JSON text has too much of, in words: counts outside of strings, without building anything. */
function excessOf(text: string, mostValues: number): string | undefined {
  let depth = 0
  let values = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (code === COMMA) values++
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      values++
      if (++depth > DEEPEST) return `is nested more than ${DEEPEST} levels deep`
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return values > mostValues ? `holds more than ${mostValues} values` : undefined
}

const [QUOTE, COMMA, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [
  34, 44, 92, 123, 125, 91, 93,
] as const
