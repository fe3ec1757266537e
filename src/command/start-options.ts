import type { Config } from '../config.ts'
import { CLOCK_MODES } from '../core/clock/modes.ts'
import { type ValuesOf, choice, list, port, text, toggle, withDefault } from './option.ts'

/** Where it listens. 8398 spells TEXT on a phone's keys. */
export const placeOptions = {
  host: withDefault(text('Address to listen on', { variable: 'HOST', example: '0.0.0.0' }), '127.0.0.1'),
  port: withDefault(port('Port to listen on', { variable: 'PORT', short: 'p' }), '8398'),
}

/** Where webhooks may go. */
export const webhookOptions = {
  'allow-webhooks-to': withDefault(
    list('Public hosts that webhooks may reach, separated by commas', {
      variable: 'TEXTBED_ALLOW_WEBHOOKS_TO',
      example: 'example.org',
    }),
    '',
  ),
}

/** What else there is to decide where a simulator is started. */
export const startOptions = {
  clock: withDefault(
    choice(`Clock of the default world: ${CLOCK_MODES.join(', ')}`, CLOCK_MODES, { variable: 'TEXTBED_CLOCK' }),
    'real',
  ),
  seed: withDefault(
    text('Start of chance in the default world', { variable: 'TEXTBED_SEED', example: 'default' }),
    'default',
  ),
  worlds: withDefault(
    choice('Unknown credentials: strict refuses them, auto opens a world for each', ['strict', 'auto'], {
      variable: 'TEXTBED_WORLDS',
    }),
    'strict',
  ),
  ...webhookOptions,
  'allow-hosts': withDefault(
    list('Host names by which textbed may be called, besides addresses and local names: names, .suffix, *', {
      variable: 'TEXTBED_ALLOW_HOSTS',
      example: '.example.org',
    }),
    '',
  ),
  keep: text('File that the worlds are read from at start and written to at the end', {
    variable: 'TEXTBED_KEEP',
    example: 'worlds.json',
  }),
}

/** How much is told of what happens. */
export const logOptions = {
  json: toggle('Tells it as JSON, one object a line'),
  quiet: toggle('Tells nothing of calls, texts and webhooks', { short: 'q' }),
  verbose: toggle('Tells more: queries, operations, what was refused, steps of deliveries', { short: 'v' }),
}

type StartValues = ValuesOf<typeof placeOptions & typeof startOptions>

export const configOf = ({
  'allow-webhooks-to': allowWebhooksTo,
  'allow-hosts': allowHosts,
  ...others
}: StartValues): Config => {
  const { host, port: at, clock, seed, worlds, keep } = others
  return { host, port: at, clock, seed, worlds, allowWebhooksTo, allowHosts, keep }
}
