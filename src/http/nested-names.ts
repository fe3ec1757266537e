import { brokenEscape, refuseTooMany } from './body.ts'
import { Problem } from './problem.ts'

/** More objects than this are nobody's honest call: two hundred contacts with all that can be said of each are a tenth of it. */
const MOST_OBJECTS = 5000

/** As many parameters as a form may have; a JSON text may write its names in this way, too. */
const MOST_NAMES = 10_000

/** Nesting beyond this is nobody's honest parameter. */
const DEEPEST = 16

/**
 * A query string or form in which names nest with brackets, as PHP writes and reads them: the last of equal names counts,
 * indexes from 0 on make a list, and only `__proto__` is nobody's name. @throws Problem `too_large` or `malformed_body`
 */
export function parseNested(text: string): Record<string, unknown> {
  if (text === '') return {}
  refuseTooMany(text)
  const pairs: [name: string, value: string][] = []
  try {
    for (const pair of withBlanks(text).split('&')) {
      if (pair === '') continue
      const equals = pair.indexOf('=')
      pairs.push(equals === -1 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))])
    }
  } catch {
    throw brokenEscape()
  }
  return nest(pairs)
}

/** Names and values with what brackets in the names say made into objects and lists. @throws Problem `malformed_body` */
export function nest(pairs: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> {
  const tree = new Tree()
  let nested = 0
  for (const [name, value] of pairs) {
    const parts = partsOf(name)
    if (parts.length > 1 && ++nested > MOST_NAMES) throw refused(`More than ${MOST_NAMES} names nest with brackets.`)
    if (!parts.includes('__proto__')) tree.place(parts, value)
  }
  return tree.finished()
}

const refused = (message: string): Problem => new Problem('malformed_body', message, { code: 'parameters' })

/** A plus is a blank. Byte by byte, because hostile texts consist of nothing else: `replaceAll` takes thirty times as long. */
function withBlanks(text: string): string {
  if (!text.includes('+')) return text
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === PLUS) bytes[at] = BLANK
  return bytes.toString()
}

const [PLUS, BLANK] = [43, 32] as const

const decode = (written: string): string => (written.includes('%') ? decodeURIComponent(written) : written)

/** `a[b][]` as `a`, `b` and nothing; a name whose brackets do not fit is a name as it is. */
function partsOf(name: string): string[] {
  let depth = 0
  for (let at = name.indexOf('['); at !== -1; at = name.indexOf('[', at + 1)) {
    if (++depth > DEEPEST) throw refused(`A parameter's name is nested more than ${DEEPEST} levels deep.`)
  }
  return depth > 0 && BRACKETED.test(name) ? name.slice(0, -1).split(/\]?\[/) : [name]
}

const BRACKETED = /^[^[\]]+(?:\[[^[\]]*\])+$/

type Branch = Record<string, unknown>

/** Objects within objects while they are being put together. */
class Tree {
  readonly #root: Branch = {}
  /** Where objects were made, outer ones first. */
  readonly #made: { into: Branch; name: string }[] = []
  /** The index that nothing in brackets stands for next. */
  readonly #next = new Map<Branch, number>()

  place(parts: readonly string[], value: unknown): void {
    let into = this.#root
    for (const part of parts.slice(0, -1)) into = this.#inner(into, this.#nameOf(into, part))
    into[this.#nameOf(into, parts.at(-1)!)] = value
  }

  /** The whole, with lists where the names are those of a list. */
  finished(): Branch {
    for (const { into, name } of this.#made.toReversed()) {
      const inner = into[name]
      if (isBranch(inner) && Object.keys(inner).every((key, index) => key === String(index)))
        into[name] = Object.values(inner)
    }
    return this.#root
  }

  #inner(into: Branch, name: string): Branch {
    const known = Object.hasOwn(into, name) ? into[name] : undefined
    if (isBranch(known)) return known
    if (this.#made.length === MOST_OBJECTS)
      throw refused(`The parameters' names make more than ${MOST_OBJECTS} objects and lists.`)
    const made: Branch = {}
    into[name] = made
    this.#made.push({ into, name })
    return made
  }

  #nameOf(into: Branch, part: string): string {
    if (part !== '' || into === this.#root) return part
    let next = this.#next.get(into) ?? 0
    while (Object.hasOwn(into, String(next))) next++
    this.#next.set(into, next + 1)
    return String(next)
  }
}

const isBranch = (value: unknown): value is Branch =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
