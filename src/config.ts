import { parseArgs } from 'node:util'
import { version } from '../package.json'
import { CLOCK_MODES, type ClockMode } from './core/clock/modes.ts'
import { didYouMean } from './core/nearest.ts'

/** How a simulator is started. */
export interface Config {
  host: string
  port: number
  /** Who moves the clock of the default world. */
  clock: ClockMode
  /** Start of all chance in the default world. */
  seed: string
  /** What becomes of unknown credentials: refused, or a world of their own. */
  worlds: 'strict' | 'auto'
  /** Hosts that webhooks may reach wherever they are. */
  allowWebhooksTo: string[]
  /** Names by which the simulator may be called, besides addresses and local names: names, `.suffix` or `*`. */
  allowHosts: string[]
  /** File in which the worlds outlive the process; undefined where nothing does. */
  keep: string | undefined
}

/** 8398 spells TEXT on a phone's keys. */
const DEFAULTS = {
  host: '127.0.0.1',
  port: '8398',
  clock: 'real',
  seed: 'default',
  worlds: 'strict',
  'allow-webhooks-to': '',
  'allow-hosts': '',
  keep: '',
}

const OPTIONS = {
  host: 'Address to listen on (HOST)',
  port: 'Port to listen on (PORT)',
  clock: `Clock of the default world: ${CLOCK_MODES.join(', ')} (TEXTBED_CLOCK)`,
  seed: 'Start of chance in the default world (TEXTBED_SEED)',
  worlds: 'Unknown credentials: strict refuses them, auto opens a world for each (TEXTBED_WORLDS)',
  'allow-webhooks-to': 'Public hosts that webhooks may reach, separated by commas (TEXTBED_ALLOW_WEBHOOKS_TO)',
  'allow-hosts':
    'Host names by which textbed may be called, besides addresses and local names: names, .suffix, * (TEXTBED_ALLOW_HOSTS)',
  keep: 'File that the worlds are read from at start and written to at the end (TEXTBED_KEEP)',
} as const satisfies Record<keyof typeof DEFAULTS, string>

type Name = keyof typeof OPTIONS

const ENVIRONMENT: Record<Name, string> = {
  host: 'HOST',
  port: 'PORT',
  clock: 'TEXTBED_CLOCK',
  seed: 'TEXTBED_SEED',
  worlds: 'TEXTBED_WORLDS',
  'allow-webhooks-to': 'TEXTBED_ALLOW_WEBHOOKS_TO',
  'allow-hosts': 'TEXTBED_ALLOW_HOSTS',
  keep: 'TEXTBED_KEEP',
}

const SWITCHES = { help: 'Says this, and ends', version: 'Says which version this is, and ends' } as const

const SHORT: Record<string, string> = { port: 'p', help: 'h' }

export const usage = (): string =>
  [
    'Usage: textbed [options]',
    '',
    ...Object.entries(OPTIONS).map(
      ([name, text]) => `${flagOf(name)}${text}; ${DEFAULTS[name as Name] || 'none'} unless given`,
    ),
    ...Object.entries(SWITCHES).map(([name, text]) => `${flagOf(name)}${text}`),
  ].join('\n')

const flagOf = (name: string): string => `  ${`${SHORT[name] ? `-${SHORT[name]}, ` : ''}--${name}`.padEnd(22)}`

/** The version of this program. */
export { version }

/** What is wrong with how it was started, in a sentence for whoever started it. */
export class ConfigError extends Error {}

/** Flags win over the environment. @throws ConfigError in a sentence that says what is possible */
export function readConfig(
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): Config | 'help' | 'version' {
  const flags = readFlags(args)
  if (flags === 'help' || flags === 'version') return flags
  const value = (name: Name): string => flags.get(name) ?? (environment[ENVIRONMENT[name]] || DEFAULTS[name])
  return {
    host: value('host'),
    port: portOf(value('port')),
    clock: oneOf('clock', value('clock'), CLOCK_MODES),
    seed: value('seed'),
    worlds: oneOf('worlds', value('worlds'), ['strict', 'auto'] as const),
    allowWebhooksTo: listOf(value('allow-webhooks-to')),
    allowHosts: listOf(value('allow-hosts')),
    keep: value('keep') || undefined,
  }
}

function readFlags(args: readonly string[]): Map<string, string> | 'help' | 'version' {
  const options = Object.fromEntries([
    ...Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const, ...shortOf(name) }]),
    ...Object.keys(SWITCHES).map((name) => [name, { type: 'boolean' as const, ...shortOf(name) }]),
  ])
  const { tokens } = parseArgs({ args: [...args], strict: false, tokens: true, options })
  // Where an option lacks its value, parseArgs takes the next one for it: what asks for help is found all the same.
  const asksFor = (name: string, ...written: string[]) =>
    args.some((one) => written.includes(one)) || tokens.some((one) => one.kind === 'option' && one.name === name)
  if (asksFor('help', '--help', '-h')) return 'help'
  if (asksFor('version', '--version')) return 'version'
  const flags = new Map<string, string>()
  for (const token of tokens) {
    if (token.kind !== 'option')
      throw new ConfigError(`"${token.kind === 'positional' ? token.value : '--'}" is no option. See textbed --help.`)
    const { name, rawName, value = '', inlineValue = false } = token
    if (!Object.hasOwn(OPTIONS, name))
      throw new ConfigError(`There is no option "${rawName}". ${didYouMean(name, Object.keys(options))}`)
    if (value === '' || (value.startsWith('-') && !inlineValue))
      throw new ConfigError(
        `The option ${rawName} needs a value, as in --${name}=${EXAMPLES[name as Name] ?? DEFAULTS[name as Name]}.`,
      )
    if (flags.has(name))
      throw new ConfigError(`The option --${name} is given twice: "${flags.get(name)}" and "${value}".`)
    flags.set(name, value)
  }
  return flags
}

const shortOf = (name: string): { short?: string } => (SHORT[name] ? { short: SHORT[name] } : {})

/** Where the default is no example of a value. */
const EXAMPLES: Partial<Record<Name, string>> = {
  'allow-webhooks-to': 'example.org',
  'allow-hosts': '.example.org',
  keep: 'worlds.json',
}

function portOf(written: string): number {
  const port = /^\d{1,5}$/.test(written) ? Number(written) : NaN
  if (port <= 65_535) return port
  throw new ConfigError(`The port has to be a number from 0 to 65535, not "${written}".`)
}

const listOf = (written: string): string[] =>
  written
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function oneOf<W extends string>(name: string, given: string, words: readonly W[]): W {
  const word = words.find((one) => one === given)
  if (!word)
    throw new ConfigError(
      `The option ${name} has to be one of ${words.join(', ')}, not "${given}". ${didYouMean(given, words)}`,
    )
  return word
}
