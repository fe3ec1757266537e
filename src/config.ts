import { parseArgs } from 'node:util'
import { CLOCK_MODES, type ClockMode } from './core/clock/clock.ts'
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

export const usage = (): string =>
  [
    'Usage: textbed [options]',
    '',
    ...Object.entries(OPTIONS).map(
      ([name, text]) => `  --${name.padEnd(20)}${text}; ${DEFAULTS[name as Name] || 'none'} unless given`,
    ),
    '  --help',
  ].join('\n')

export class ConfigError extends Error {}

/** Flags win over the environment. @throws ConfigError in a sentence that says what is possible */
export function readConfig(
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): Config | 'help' {
  const { values, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: {
      ...Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }])),
      help: { type: 'boolean' },
    },
  })
  for (const token of tokens) {
    if (token.kind === 'positional') throw new ConfigError(`"${token.value}" is not an option.\n${usage()}`)
    if (token.kind === 'option' && token.name !== 'help' && !Object.hasOwn(OPTIONS, token.name))
      throw new ConfigError(`There is no option "${token.rawName}". ${didYouMean(token.name, Object.keys(OPTIONS))}`)
  }
  if (values['help']) return 'help'
  const value = (name: Name): string =>
    typeof values[name] === 'string' ? values[name] : environment[ENVIRONMENT[name]] || DEFAULTS[name]
  const port = Number(value('port'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(`The port has to be a number from 0 to 65535, not "${value('port')}".`)
  return {
    host: value('host'),
    port,
    clock: oneOf('clock', value('clock'), CLOCK_MODES),
    seed: value('seed'),
    worlds: oneOf('worlds', value('worlds'), ['strict', 'auto'] as const),
    allowWebhooksTo: listOf(value('allow-webhooks-to')),
    allowHosts: listOf(value('allow-hosts')),
    keep: value('keep') || undefined,
  }
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
