import { version } from '../package.json'
import type { ClockMode } from './core/clock/modes.ts'

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

/** The version of this program. */
export { version }

/** What is wrong with how it was started, in a sentence for whoever started it. */
export class ConfigError extends Error {
  constructor(
    message: string,
    /** The exit status that it ends with, where that says what is wrong, too. */
    readonly status?: number,
  ) {
    super(message)
  }
}
