import { adminOf } from './admin/index.ts'
import { providers } from './providers/index.ts'
import { type Running, start } from './server/start.ts'

export type { Running } from './server/start.ts'
export type { World } from './core/world.ts'
export type { WorldOptions } from './core/worlds.ts'

export interface TextbedOptions {
  /** Address to listen on, loopback unless given. */
  host?: string
  /** Port to listen on, any free one unless given. */
  port?: number
  /** Unknown credentials are refused, or open a world of their own. */
  unknownCredentials?: 'strict' | 'auto'
  /** Public hosts that webhooks may reach. */
  allowWebhooksTo?: readonly string[]
  /** Host names by which it may be called, besides addresses and local ones: names, `.suffix` or `*`. */
  allowHosts?: readonly string[]
}

/** Starts textbed inside a test: worlds are made on `simulator`, clients are pointed at `url`, `stop` ends it. */
export const startTextbed = (options: TextbedOptions = {}): Promise<Running> =>
  start({ providers, admin: adminOf, ...options })
