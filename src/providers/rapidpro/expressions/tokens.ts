import { token } from './classes.ts'
import { unquote } from '../../../standards/quoted-text.ts'

export type Token =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  /** A sign, a word or a number, as it is written. */
  | { readonly kind: 'sign' | 'name' | 'number'; readonly text: string; readonly at: number }

/** An expression that cannot be read. Never leaves this folder. */
export class SyntaxProblem extends Error {}

/** @param at where it goes wrong, of which the platform shows ten characters */
export const syntaxProblem = (expression: string, at: number): SyntaxProblem =>
  new SyntaxProblem(`syntax error at ${lineFrom(expression, at).slice(0, 10)}`)

const lineFrom = (text: string, at: number): string => text.slice(at).split('\n', 1)[0]!

/** The words, numbers, texts and signs of an expression. @throws SyntaxProblem */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = []
  const next = new RegExp(token()) // one of its own: it remembers where it is
  const end = endOf(expression)
  for (let at = 0; at < end;) {
    next.lastIndex = at
    const [all, name, number, sign] = next.exec(expression) ?? []
    if (all === undefined) throw syntaxProblem(expression, at + expression.slice(at).search(/[^ \t\r\n]/))
    const written = name ?? number ?? sign
    const begin = at + all.length - (written?.length ?? 1)
    if (written === undefined) {
      at = endOfText(expression, begin)
      tokens.push({ kind: 'text', text: unquote(expression.slice(begin + 1, at - 1)), at: begin })
    } else {
      at += all.length
      tokens.push({
        kind: name !== undefined ? 'name' : number !== undefined ? 'number' : 'sign',
        text: written,
        at: begin,
      })
    }
  }
  return tokens
}

/** Where nothing but spaces is left. */
function endOf(expression: string): number {
  let end = expression.length
  while (' \t\r\n'.includes(expression[end - 1] ?? '.')) end--
  return end
}

/** After the first quote with no backslash before it; where there is none, after the last quote of all. */
function endOfText(expression: string, begin: number): number {
  for (let end = begin + 1; end < expression.length; end++)
    if (expression[end] === '"' && expression[end - 1] !== '\\') return end + 1
  const last = expression.lastIndexOf('"')
  if (last === begin) throw syntaxProblem(expression, begin)
  return last + 1
}
