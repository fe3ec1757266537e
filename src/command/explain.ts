import { NotThere, Refused } from '../client/ask.ts'
import { ConfigError } from '../config.ts'
import { UnreadableFile } from '../simulator/unreadable-file.ts'

/** Errors whose message is for whoever called. */
const IN_SENTENCES = [ConfigError, UnreadableFile, Refused, NotThere]

/** Why it ends, for whoever started it. */
export function explain(error: unknown): string {
  if (IN_SENTENCES.some((kind) => error instanceof kind)) return (error as Error).message
  return `textbed gave up: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
