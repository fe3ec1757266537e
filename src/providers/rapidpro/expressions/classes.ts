import { once } from '../../../standards/once.ts'

// Patterns that have classes of characters in them. Node reads such a class slowly, so that they are made when they are
// first used: at the start they would take longer than all else here.

const pattern = (source: string, flags: string): (() => RegExp) => once(() => new RegExp(source, flags))

/** Words: runs of letters, marks, digits, `_` and `'`, and every symbol by itself. */
export const words = pattern(String.raw`[\p{M}\p{L}\p{N}_']+|\p{S}`, 'gu')

/** In a template: `@(`, `@@`, or an at sign before a word with what follows it after dots. */
export const atSigns = pattern(String.raw`@(?:(\()|(@)|([\p{L}\p{N}_]+)((?:\.[\p{L}\p{N}_]+)*))`, 'gu')

/** The next of an expression: a name, a number, a sign, or a quote. */
export const token = pattern(
  String.raw`[ \t\r\n]*(?:([\p{L}_][\p{L}\p{Nd}_]*)|(\d+(?:\.\d+)?)|(=>|!=|<=|>=|[,()[\].+\-*/^=<>&])|("))`,
  'uy',
)

/** What cannot be seen. */
export const unseen = pattern(String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+`, 'gu')

/** Halves of pairs that are alone. */
export const halves = pattern(String.raw`\p{Cs}`, 'gu')

export const space = pattern(String.raw`\p{White_Space}`, 'u')
