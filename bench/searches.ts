import type { Marked } from './filters.ts'
import { median } from './median.ts'
import { call } from './world.ts'

/** A list that goes through all rows. */
export interface Searched {
  provider: string
  /** What is listed, and by what. */
  list: string
  /** The longest stretch of own work while many are gone through, milliseconds; the median over the rounds. */
  own: number
}

const WARM = 3

/** Asks each such list of a provider again and again, one call at a time. */
export async function search({ provider, many: { server, searched } }: Marked, rounds: number): Promise<Searched[]> {
  const all: Searched[] = []
  for (const [list, request] of Object.entries(searched)) {
    const turns: number[] = []
    for (let round = 0; round < WARM + rounds; round++) {
      await server.ask('watchTurns')
      await call(server, request)
      turns.push((await server.ask<{ own: number }>('longestTurn')).own)
    }
    all.push({ provider, list, own: median(turns.slice(WARM)) })
  }
  return all
}
