import type { Comparison } from './query.ts'
import type { Setting } from './setting.ts'
import { inLowerCase, isKey } from './tokens.ts'
import { hasWords } from './words-of-name.ts'

/** What somebody means who gives a value and no property: an address, a number, else a name. */
export function impliedBy(value: string, { anon }: Setting): Comparison {
  if (anon) {
    const id = integerIn(value)
    if (id !== undefined) return { kind: 'attribute', key: 'id', operator: '=', value: id }
  } else {
    const urn = urnIn(value)
    if (urn) return { kind: 'scheme', key: urn.scheme, operator: '=', value: urn.path }
    if (/^\+?[-\d]{4,}$/.test(value))
      return { kind: 'scheme', key: 'tel', operator: '~', value: value.replace(/[^+\d]+/g, '') }
  }
  return { kind: 'attribute', key: 'name', operator: hasWords(value) ? '~' : '=', value }
}

/** A whole number of 64 bits as it is written without zeros before it. */
function integerIn(text: string): string | undefined {
  if (!/^[+-]?\d{1,100}$/.test(text)) return undefined
  const number = BigInt(text.replace('+', ''))
  return BigInt.asIntN(64, number) === number ? String(number) : undefined
}

/** Of a URN only its shape counts, so that there need be no such scheme; but it has to be one that can be written again. */
function urnIn(text: string): { scheme: string; path: string } | undefined {
  const [, scheme, path] = /^([^:?#]+):([^?#]+)(?:\?[^?#]*)?(?:#[^?#]*)?$/.exec(text) ?? []
  if (scheme === undefined || !isKey(scheme)) return undefined
  return { scheme: inLowerCase(scheme), path: path!.replace(/%(?:23|25|3F)/g, decodeURIComponent) }
}
