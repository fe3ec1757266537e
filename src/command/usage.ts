import { type Option, type Options, toggle } from './option.ts'
import type { Verb, Word } from './verb.ts'

/** What can be asked of every verb. */
const EVERYWHERE = {
  help: toggle('Says this, and ends', { short: 'h' }),
  version: toggle('Says which version this is, and ends'),
} as const

export const everyOption = (options: Options): Options => ({ ...options, ...EVERYWHERE })

/** What a verb is for and takes. */
export const usageOf = ({ name, summary, description, words = [], options, examples }: Verb): string =>
  [
    `Usage: ${['textbed', name, '[options]', ...words.map(shownWord)].join(' ')}`,
    '',
    summary,
    ...(description ? [description] : []),
    '',
    ...examples.map((line) => `  ${line}`),
    '',
    ...optionLines(options),
  ].join('\n')

/** All that textbed can be told; the options are those of the verb that is meant where none is named. */
export const usage = (verbs: readonly Verb[], unnamed: Verb): string =>
  [
    'Usage: textbed [verb] [options]',
    '',
    ...verbs.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`),
    '',
    `textbed <verb> --help says more of each. Without a verb it is ${unnamed.name}:`,
    '',
    ...optionLines(unnamed.options),
  ].join('\n')

export const shownWord = ({ name, optional, rest }: Word): string => {
  const word = `<${name}${rest ? '…' : ''}>`
  return optional ? `[${word}]` : word
}

const optionLines = (options: Options): string[] =>
  Object.entries(everyOption(options)).map(
    ([name, option]) => `  ${`${option.short ? `-${option.short}, ` : ''}--${name}`.padEnd(22)}${meaning(option)}`,
  )

function meaning({ summary, variable, isSwitch, default: otherwise }: Option): string {
  const source = variable ? ` (${variable})` : ''
  return isSwitch ? summary : `${summary}${source}; ${otherwise || 'none'} unless given`
}
