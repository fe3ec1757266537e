import type { Text } from '../../src/client/answers.ts'
import { Refused } from '../../src/client/ask.ts'
import { lineOfText } from './story.ts'

/** Texts that were expected did not come, or others came: what was expected, what came instead, and what to do. */
export class Unmet extends Error {
  override readonly name = 'AssertionError'
  /** The texts that came instead. */
  readonly came: readonly Text[]

  constructor(refused: Refused) {
    const { came } = refused.answer as { came: Text[] }
    super([refused.message, ...came.map(lineOfText)].join('\n'), { cause: refused })
    this.came = came
  }
}

/** Runs an expectation. @throws Unmet where it is not met */
export async function meeting<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof Refused && error.code === 'unmet' ? new Unmet(error) : error
  }
}
