import { parseArgs } from 'node:util'
import { ConfigError } from '../config.ts'
import { didYouMean } from '../core/nearest.ts'
import type { Options, ValuesOf } from './option.ts'
import { everyOption, shownWord } from './usage.ts'
import type { Given, Shell, Verb } from './verb.ts'

/**
 * What a verb was told, by its words and the environment. Flags win over variables.
 * @throws ConfigError in a sentence that says what is possible
 */
export function readWords<O extends Options>(
  verb: Verb<O>,
  args: readonly string[],
  environment: Shell['environment'],
): Given<O> | 'help' | 'version' {
  const options = everyOption(verb.options)
  const { own, command } = splitOff(verb, options, args)
  const { tokens } = parse(options, own)
  // Where an option lacks its value, parseArgs takes the next one for it: what asks for help is found all the same.
  const asksFor = (name: string, ...written: string[]) =>
    before(own, '--').some((one) => written.includes(one)) ||
    tokens.some((one) => one.kind === 'option' && one.name === name)
  if (asksFor('help', '--help', '-h')) return 'help'
  if (asksFor('version', '--version')) return 'version'
  const flags = new Map<string, string>()
  const words: string[] = []
  for (const token of tokens)
    if (token.kind === 'positional') words.push(token.value)
    else if (token.kind === 'option') take(flags, options, token)
  words.push(...command)
  refuseWrongCount(verb, words)
  return { options: valuesOf(verb.options, flags, environment), words, flags: new Set(flags.keys()) }
}

/** What may stand after the options of the verb itself: somebody else's command, which has options of its own. */
function splitOff(
  verb: Verb,
  options: Options,
  args: readonly string[],
): { own: readonly string[]; command: string[] } {
  if (!verb.takesCommand) return { own: args, command: [] }
  const { tokens } = parse(options, args)
  const first = tokens.find(({ kind }) => kind !== 'option')
  if (!first) return { own: args, command: [] }
  const begin = first.kind === 'option-terminator' ? first.index + 1 : first.index
  return { own: args.slice(0, first.index), command: args.slice(begin) }
}

const parse = (options: Options, args: readonly string[]) =>
  parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { isSwitch, short }]) => [
        name,
        { type: isSwitch ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
      ]),
    ),
  })

type Tokens = ReturnType<typeof parse>['tokens']
type OptionToken = Extract<Tokens[number], { kind: 'option' }>

function take(flags: Map<string, string>, options: Options, { name, rawName, value, inlineValue }: OptionToken): void {
  if (!Object.hasOwn(options, name))
    throw new ConfigError(`There is no option "${rawName}". ${didYouMean(name, Object.keys(options))}`)
  const { isSwitch, example } = options[name]!
  if (isSwitch && value !== undefined)
    throw new ConfigError(`The option ${rawName} is given without a value, not with "${value}".`)
  if (!isSwitch && (!value || (value.startsWith('-') && !inlineValue)))
    throw new ConfigError(`The option ${rawName} needs a value, as in --${name}=${example}.`)
  const written = isSwitch ? 'yes' : value!
  if (flags.has(name))
    throw new ConfigError(
      isSwitch
        ? `The option --${name} is given twice.`
        : `The option --${name} is given twice: "${flags.get(name)}" and "${written}".`,
    )
  flags.set(name, written)
}

function valuesOf<O extends Options>(
  options: O,
  flags: ReadonlyMap<string, string>,
  environment: Shell['environment'],
): ValuesOf<O> {
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options)) {
    const written = flags.get(name) ?? ((option.variable && environment[option.variable]) || option.default)
    values[name] = written === undefined ? undefined : option.read(written, name)
  }
  return values as ValuesOf<O>
}

function refuseWrongCount({ name, words = [], examples }: Verb, given: readonly string[]): void {
  const missing = words[given.length]
  const example = `as in: ${examples[0]}`
  if (missing && !missing.optional)
    throw new ConfigError(`textbed ${name} needs ${words.map(shownWord).join(' ')}, ${example}`)
  if (given.length > words.length && !words.at(-1)?.rest)
    throw new ConfigError(
      words.length === 0
        ? `"${given[0]}" is no option. See textbed ${name} --help.`
        : `"${given[words.length]}" is a word too many for textbed ${name}, ${example}`,
    )
}

const before = (args: readonly string[], end: string): readonly string[] =>
  args.includes(end) ? args.slice(0, args.indexOf(end)) : args
