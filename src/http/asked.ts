import { gunzipSync } from 'node:zlib'
import type { World } from '../core/world.ts'
import { mediaTypeOf, parseJson } from './body.ts'
import type { HttpRequest } from './message.ts'
import { maskForm, maskHeader, maskValue } from './mask.ts'

/** More bytes of a body than these are not kept. */
const LONGEST = 64 * 1024

/** Writes down what a call came with, beside its line in the journal. */
export function keepAsked({ asked }: World, entry: number, request: HttpRequest): void {
  const { body, headers, rawHeaders = pairs(headers) } = request
  if (body === null) asked.keep(entry, rawHeaders, null, 0, isSame)
  else
    asked.keep(
      entry,
      rawHeaders,
      body.length > LONGEST ? body.subarray(0, LONGEST) : body,
      body.length,
      isSameButForLength,
    )
}

const pairs = (headers: HttpRequest['headers']): string[] =>
  Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, value]))

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}

/** How long a body is, is known of each. */
function isSameButForLength(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++)
    if (one[at] !== other[at] && (at % 2 === 0 || !saysLength(one[at - 1]!))) return false
  return true
}

const saysLength = (name: string): boolean => name.length === 14 && name.toLowerCase() === 'content-length'

/** What a call came with, as it can be shown: what lets somebody in is masked. */
export interface ShownAsked {
  /** By their names in lower case; a list where one came more than once. Null where they are no longer kept. */
  headers: Record<string, string | string[]> | null
  /** JSON as its value, other texts as they are; null where there was none, or it is no text. */
  body: unknown
  /** What is to be known of a body besides. */
  body_note?: string
}

const FORGOTTEN: ShownAsked = {
  headers: null,
  body: null,
  body_note: 'What this call came with is no longer kept.',
}

export function askedOf({ asked }: World, entry: number): ShownAsked {
  const kept = asked.of(entry)
  if (!kept) return FORGOTTEN
  const headers = headersOf(kept.head)
  const { bytes, size } = kept
  if (bytes === null) return { headers: shown(headers), body: null, ...whyUnread(headers) }
  if (headers.has('content-length')) headers.set('content-length', [String(size)])
  return { headers: shown(headers), ...bodyOf(headers, bytes, size) }
}

type Headers = Map<string, string[]>

function headersOf(head: readonly string[]): Headers {
  const headers: Headers = new Map()
  for (let at = 0; at < head.length; at += 2) {
    const name = head[at]!.toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), head[at + 1] ?? ''])
  }
  return headers
}

function shown(headers: Headers): Record<string, string | string[]> {
  const all = [...headers].map(([name, values]) => {
    const masked = values.map((value) => maskHeader(name, value))
    return [name, masked.length === 1 ? masked[0]! : masked] as const
  })
  return Object.fromEntries(all)
}

/** A body that was announced and is not there was too long, or packed in a way that nobody here can undo. */
function whyUnread(headers: Headers): { body_note?: string } {
  const length = headers.get('content-length')?.[0]
  const isAnnounced = headers.has('transfer-encoding') || (length !== undefined && length !== '0')
  return isAnnounced ? { body_note: `A body of ${length ?? 'unknown'} bytes, which was not read.` } : {}
}

function bodyOf(headers: Headers, bytes: Uint8Array, size: number): { body: unknown; body_note?: string } {
  const isPacked = /^(?:x-)?gzip$/i.test(headers.get('content-encoding')?.[0]?.trim() ?? '')
  const unpacked = isPacked ? unpack(bytes) : bytes
  const type = mediaTypeOf(headers.get('content-type')?.[0])
  const text = unpacked && !NO_TEXT.test(type) ? textOf(unpacked, size > bytes.length) : undefined
  if (text === undefined)
    return { body: null, body_note: `${isPacked ? 'gzip of ' : ''}${type || 'bytes'}: ${count(size)}.` }
  if (size > bytes.length) return { body: maskForm(text), body_note: `The first ${count(bytes.length)} of ${size}.` }
  return { body: looksLikeJson(text) ? jsonOr(text) : maskForm(text) }
}

/** What is made of parts or is no text is told by its type and length alone. */
const NO_TEXT = /^(?:multipart|image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip)$/

const count = (bytes: number): string => (bytes === 1 ? 'one byte' : `${bytes} bytes`)

/** Undefined where it cannot be unpacked, or is longer than what is shown. */
function unpack(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST })
  } catch {
    return undefined
  }
}

/** The text that bytes are; what is cut may end in the middle of a character. */
function textOf(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
  } catch {
    return undefined
  }
}

const looksLikeJson = (text: string): boolean => /^\s*[[{"]/.test(text)

function jsonOr(text: string): unknown {
  try {
    return maskValue(parseJson(text))
  } catch {
    return maskForm(text)
  }
}
