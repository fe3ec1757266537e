import { rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ConfigError } from '../config.ts'

/**
 * Tries at the start what will be done at the end: a file is written beside the one that is to be kept, and then takes its
 * place. @throws ConfigError in a sentence
 */
export function refuseUnwritable(file: string): void {
  const beside = join(dirname(file), `.${basename(file)}.tmp`)
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder')
    writeFileSync(beside, '')
    rmSync(beside)
  } catch (error) {
    throw new ConfigError(
      `Worlds cannot be kept in ${file} (${(error as Error).message}). Name with --keep (TEXTBED_KEEP) a file in a folder that is there and can be written to.`,
    )
  }
}
