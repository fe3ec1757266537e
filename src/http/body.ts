import { parse } from 'qs'
import type { HttpRequest } from './message.ts'
import { Problem } from './problem.ts'

/** Nesting beyond this is nobody's honest parameter. */
const DEEPEST = 64

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The media type without its parameters, lower case. */
export const mediaType = (request: HttpRequest): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** The body's text. @throws Problem `too_large` or `malformed_body` */
export function textOf(request: HttpRequest): string {
  if (request.bodyProblem === 'too_large') throw new Problem('too_large')
  if (request.bodyProblem === 'broken_gzip')
    throw new Problem('malformed_body', 'The body is not valid gzip.', { code: 'gzip' })
  if (request.bodyProblem === 'unknown_encoding')
    throw new Problem('malformed_body', 'The Content-Encoding is not one of gzip and identity.', { code: 'encoding' })
  if (!request.body) return ''
  try {
    return utf8.decode(request.body)
  } catch {
    throw new Problem('malformed_body', 'The body is not valid UTF-8.', { code: 'utf8' })
  }
}

/** A JSON text as a value. @throws Problem `malformed_body`, with the parser's words */
export function parseJson(text: string): unknown {
  if (isTooDeep(text))
    throw new Problem('malformed_body', `The JSON is nested more than ${DEEPEST} levels deep.`, { code: 'json' })
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new Problem('malformed_body', (error as Error).message, { code: 'json' })
  }
}

/** A query string or form with flat names: the last of equal names counts. @throws Problem `malformed_body` */
export function parseFlat(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  if (text === '') return values
  refuseBrokenEscapes(text)
  for (const [name, value] of new URLSearchParams(text)) if (name !== '__proto__') values[name] = value
  return values
}

/**
 * A query string or form in which names nest with brackets, as PHP writes and reads them: the last of equal names counts,
 * and only `__proto__` is nobody's name. @throws Problem `malformed_body`
 */
export function parseNested(text: string): Record<string, unknown> {
  if (!text.includes('[') && !/%5b/i.test(text)) return parseFlat(text)
  refuseBrokenEscapes(text)
  return parse(text, QS)
}

const QS = {
  depth: 8,
  arrayLimit: 1000,
  parameterLimit: 10_000,
  ignoreQueryPrefix: true,
  duplicates: 'last',
  // Names such as `constructor` become own properties; those who read them look at own ones only.
  allowPrototypes: true,
} as const

function refuseBrokenEscapes(text: string): void {
  if (!text.includes('%')) return
  try {
    decodeURIComponent(text)
  } catch {
    throw new Problem('malformed_body', 'The parameters hold a broken percent escape, or escape what is not UTF-8.', {
      code: 'escape',
    })
  }
}

/** Counts brackets outside of strings, without building anything. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > DEEPEST) return true
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--
  }
  return false
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [34, 92, 123, 125, 91, 93] as const
