import { startProbedProduct } from './servers/server.ts'

/** So many are made before, so that what worlds share is there. */
const BEFORE = 50

/** Megabytes of heap that so many worlds cost together: made over the API, and not called since. */
export async function idleWorlds(count: number): Promise<number> {
  const server = await startProbedProduct()
  const make = async (many: number): Promise<void> => {
    for (let made = 0; made < many; made++) {
      const answer = await fetch(`${server.url}/_textbed/worlds`, { method: 'POST' })
      if (answer.status !== 201) throw new Error(`No world was made: ${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
    }
  }
  await make(BEFORE)
  const before = await server.ask<number>('heap')
  await make(count)
  const grown = (await server.ask<number>('heap')) - before
  await server.stop()
  return grown / 1e6
}
