import { ConfigError } from '../config.ts'
import { UnreadableFile } from '../simulator/unreadable-file.ts'

/** Why it ends, for whoever started it. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof UnreadableFile) return error.message
  return `textbed gave up: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
