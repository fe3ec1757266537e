import { Client } from '../client/client.ts'
import type { WorldClient } from '../client/world-client.ts'
import { ConfigError } from '../config.ts'
import { port, text, withDefault } from './option.ts'

/** Where a textbed listens that somebody has started. */
export const serverOptions = {
  server: text('Address of the textbed that is asked', { variable: 'TEXTBED_URL', example: 'http://127.0.0.1:8398' }),
  host: withDefault(
    text('Its host, where no address is given', { variable: 'HOST', example: '127.0.0.1' }),
    '127.0.0.1',
  ),
  port: withDefault(port('Its port, where no address is given', { variable: 'PORT', short: 'p' }), '8398'),
}

export const worldOption = {
  world: withDefault(
    text('World that is meant', { variable: 'TEXTBED_WORLD', short: 'w', example: 'default' }),
    'default',
  ),
}

export interface Place {
  server: string | undefined
  host: string
  port: number
}

/** Addresses to listen on that are none to call. */
const EVERYWHERE = ['0.0.0.0', '::']

/**
 * Where to ask. Flags win over the environment: a host or port that is written wins over an address that is not.
 * @throws ConfigError where it is no address
 */
export function urlOf({ server, host, port: at }: Place, flags: ReadonlySet<string>): string {
  const isBuilt = !flags.has('server') && (flags.has('host') || flags.has('port'))
  const name = EVERYWHERE.includes(host) ? '127.0.0.1' : host
  if (server === undefined || isBuilt) return `http://${name.includes(':') ? `[${name}]` : name}:${at}`
  if (URL.canParse(server) && /^https?:$/.test(new URL(server).protocol)) return server.replace(/\/+$/, '')
  throw new ConfigError(
    `"${server}" is no address of a textbed: it is written as http://127.0.0.1:8398, with --server or TEXTBED_URL.`,
  )
}

interface Asked<P extends Place> {
  readonly options: P
  readonly flags: ReadonlySet<string>
}

export const clientOf = ({ options, flags }: Asked<Place>): Client => new Client(urlOf(options, flags))

export const worldClientOf = (given: Asked<Place & { world: string }>): WorldClient =>
  clientOf(given).world(given.options.world)
