import { median } from './median.ts'
import { CLIENTS } from './operations.ts'
import { type Server, startProbedProduct } from './servers/server.ts'
import { Account, type WorldAnswer, call, freshAccount, steer } from './world.ts'

/** What it costs to fork a world, to take it and to put it back. */
export interface Copied {
  /** A fork, and the first send on both sides, among some messages and among many: processor time, milliseconds. */
  fork: { some: number; many: number }
  /** Taking many: the longest stretch of own work, and the collector's longest pause beside it, milliseconds. */
  snapshot: Turn & { bytes: number }
  /** Putting some back: processor time, in times of `JSON.parse` of the same text. */
  restore: { ratio: number; bytes: number }
}

interface Turn {
  own: number
  pause: number
}

const WARM = 3
const ROUNDS = 15

/**
 * @param account with many messages in the bench's world, on a server with a probe; the smaller world has a server of its
 * own, since the collector goes through all that a server holds
 */
export async function copy(account: Account, provider: string, some: number): Promise<Copied> {
  const server = await startProbedProduct()
  const smaller = await freshAccount(server, provider)
  await smaller.begin(1)
  await smaller.grow(some - 1)
  await steer(server, 'POST', '/bench/clock/advance', { by: 60 })
  const copied = {
    fork: { some: await fork(smaller, provider), many: await fork(account, provider) },
    restore: await restore(server),
    snapshot: await take(account.server),
  }
  await server.stop()
  return copied
}

async function fork(account: Account, provider: string): Promise<number> {
  const { server } = account
  const [send] = account.requests('send')
  return again(async () => {
    const before = await processorTime(server)
    const { id, credentials } = await steer<WorldAnswer>(server, 'POST', '/bench/fork')
    const [sendThere] = new Account(server, CLIENTS[provider]!(credentials[provider]!)).requests('send')
    await call(server, sendThere!)
    await call(server, send!)
    const took = (await processorTime(server)) - before
    await steer(server, 'DELETE', `/${id}`)
    return took
  })
}

async function restore(server: Server): Promise<{ ratio: number; bytes: number }> {
  const body = JSON.stringify(await steer(server, 'GET', '/bench/snapshot'))
  const ratio = await again(async () => {
    const start = process.cpuUsage()
    JSON.parse(body)
    const { user, system } = process.cpuUsage(start)
    const before = await processorTime(server)
    await steer(server, 'PUT', '/bench/snapshot', body)
    return (((await processorTime(server)) - before) * 1000) / (user + system)
  })
  return { ratio, bytes: Buffer.byteLength(body) }
}

async function take(server: Server): Promise<Turn & { bytes: number }> {
  const turns: Turn[] = []
  let bytes = 0
  for (let round = 0; round < WARM; round++) {
    await server.ask('watchTurns')
    const { body } = await fetch(`${server.url}/_textbed/worlds/bench/snapshot`)
    bytes = 0
    for await (const piece of body!) bytes += piece.byteLength
    turns.push(await server.ask<Turn>('longestTurn'))
  }
  const over = (value: (turn: Turn) => number): number => median(turns.map(value))
  return { own: over(({ own }) => own), pause: over(({ pause }) => pause), bytes }
}

/** The median of some rounds, once the compiler has seen a few. */
async function again(round: () => Promise<number>): Promise<number> {
  const values: number[] = []
  for (let index = 0; index < WARM + ROUNDS; index++) values.push(await round())
  return median(values.slice(WARM))
}

const processorTime = (server: Server): Promise<number> => server.ask<number>('processorTime')
