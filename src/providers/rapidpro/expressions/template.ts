import { atSigns } from './classes.ts'

/** A part of a template: what is shown as it stands, or an expression and how it was written. */
export type Piece = { readonly text: string } | { readonly expression: string; readonly written: string }

/**
 * Takes a template apart. An at sign before a word that is no root stays as it is, as in an address; so do an expression
 * that is not closed and all that follows it.
 * @param isRoot whether a word, in lower case, is something that can be asked about
 */
export function piecesOf(template: string, isRoot: (word: string) => boolean): Piece[] {
  const pieces: Piece[] = []
  let shown = 0
  const show = (end: number, more = ''): void => {
    const text = template.slice(shown, end) + more
    if (text !== '') pieces.push({ text })
  }
  for (const match of template.matchAll(atSigns())) {
    const [all, bracket, at, word, rest] = match
    const begin = match.index
    if (begin < shown) continue // within an expression
    if (bracket) {
      const end = endOf(template, begin + all.length)
      if (end === undefined) break
      show(begin)
      pieces.push({ expression: template.slice(begin + 2, end - 1), written: template.slice(begin, end) })
      shown = end
    } else if (at) {
      show(begin, '@')
      shown = begin + 2
    } else if (isRoot(word!.toLowerCase())) {
      show(begin)
      pieces.push({ expression: `${word!}${rest!}`, written: all })
      shown = begin + all.length
    }
  }
  show(template.length)
  return pieces
}

/** After the bracket that closes one that was opened; brackets in quotes do not count. */
function endOf(template: string, begin: number): number | undefined {
  let depth = 1
  let isQuoted = false
  for (let at = begin; at < template.length; at++) {
    const sign = template[at]
    if (sign === '"' && !(isQuoted && template[at - 1] === '\\')) isQuoted = !isQuoted
    if (isQuoted) continue
    if (sign === '(') depth++
    if (sign === ')' && --depth === 0) return at + 1
  }
  return undefined
}
