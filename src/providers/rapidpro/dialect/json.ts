import { parseJson, textOf } from '../../../http/body.ts'
import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'

/** A body as JSON; what is broken is told in the words of Python's parser, which the platform passes on. @throws Problem */
export function readJson(request: HttpRequest): unknown {
  const text = textOf(request)
  if (hasMark(request.body)) throw new Problem('malformed_body', `${MARK_WORDS}: line 1 column 1 (char 0)`)
  try {
    return parseJson(text)
  } catch (problem) {
    const words = faultOf(text)
    throw words === undefined ? problem : new Problem('malformed_body', words)
  }
}

const MARK_WORDS = 'Unexpected UTF-8 BOM (decode using utf-8-sig)'

/** Whether the text begins with a byte order mark, which decoding takes away. */
const hasMark = (body: Uint8Array | null): boolean => body?.[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf

class Fault extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message)
  }
}

/** The first thing that Python's parser stumbles over, and where; undefined where it would not. */
function faultOf(text: string): string | undefined {
  try {
    const end = pastBlanks(text, pastValue(text, pastBlanks(text, 0), 0))
    if (end === text.length) return undefined
    throw new Fault('Extra data', end)
  } catch (fault) {
    if (fault instanceof Fault) return `${fault.message}: ${placeOf(text, fault.at)}`
    throw fault
  }
}

const BLANK = new Set([' ', '\t', '\n', '\r'])

function pastBlanks(text: string, start: number): number {
  let at = start
  while (BLANK.has(text[at]!)) at++
  return at
}

const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const DEEPEST = 64

function pastValue(text: string, at: number, depth: number): number {
  const first = text[at]
  if (first === '"') return pastString(text, at)
  if (first === '{' || first === '[') {
    if (depth === DEEPEST) throw new Fault(`Nested more than ${DEEPEST} levels deep`, at)
    return first === '{' ? pastObject(text, at + 1, depth + 1) : pastArray(text, at + 1, depth + 1)
  }
  ATOM.lastIndex = at
  const atom = ATOM.exec(text)?.[0]
  if (atom === undefined) throw new Fault('Expecting value', at)
  return at + atom.length
}

function pastObject(text: string, start: number, depth: number): number {
  let at = pastBlanks(text, start)
  if (text[at] === '}') return at + 1
  for (;;) {
    if (text[at] !== '"') throw new Fault('Expecting property name enclosed in double quotes', at)
    at = pastBlanks(text, pastString(text, at))
    if (text[at] !== ':') throw new Fault("Expecting ':' delimiter", at)
    at = pastBlanks(text, pastValue(text, pastBlanks(text, at + 1), depth))
    if (text[at] === '}') return at + 1
    if (text[at] !== ',') throw new Fault("Expecting ',' delimiter", at)
    at = pastBlanks(text, at + 1)
  }
}

function pastArray(text: string, start: number, depth: number): number {
  let at = pastBlanks(text, start)
  if (text[at] === ']') return at + 1
  for (;;) {
    at = pastBlanks(text, pastValue(text, at, depth))
    if (text[at] === ']') return at + 1
    if (text[at] !== ',') throw new Fault("Expecting ',' delimiter", at)
    at = pastBlanks(text, at + 1)
  }
}

function pastString(text: string, begin: number): number {
  for (let at = begin + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1
    if (text[at]! < ' ') throw new Fault('Invalid control character at', at)
    if (text[at] === '\\') at = pastEscape(text, at, begin)
  }
  throw new Fault('Unterminated string starting at', begin)
}

/** Where the escape ends: at its last character. */
function pastEscape(text: string, at: number, begin: number): number {
  const letter = text[at + 1]
  if (letter === undefined) throw new Fault('Unterminated string starting at', begin)
  if (letter === 'u') {
    if (at + 6 < text.length && /^[0-9a-f]{4}$/i.test(text.slice(at + 2, at + 6))) return at + 5
    throw new Fault('Invalid \\uXXXX escape', at + 1)
  }
  if (!'"\\/bfnrt'.includes(letter)) throw new Fault('Invalid \\escape', at)
  return at + 1
}

/** Python counts characters, not UTF-16 code units. */
function placeOf(text: string, at: number): string {
  const before = Array.from(text.slice(0, at))
  const line = before.lastIndexOf('\n') + 1
  const lines = before.filter((character) => character === '\n').length
  return `line ${lines + 1} column ${before.length - line + 1} (char ${before.length})`
}
