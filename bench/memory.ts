import { setTimeout as wait } from 'node:timers/promises'
import { type Account, freshAccount } from './world.ts'
import { load } from './load.ts'
import { type Advanced, advance } from './advance.ts'
import { residentMemory, startProbedProduct } from './servers/server.ts'

export interface Grown {
  account: Account
  /** Megabytes. */
  idle: number
  afterCalls: number
  /** Bytes of heap. */
  perMessage: number
  /** The delivery of all those messages. */
  advanced: Advanced
}

const CALLS = 10_000

/** A server's memory from its start to its many messages; it lives on, for the load. */
export async function grow(provider: string, few: number, many: number): Promise<Grown> {
  const server = await startProbedProduct()
  await wait(1000)
  const idle = residentMemory(server.pid)

  const account = await freshAccount(server, provider)
  await account.begin(few)
  // Calls enough to fill the journal's ring, so that it does not grow any more.
  await load(server, [...account.requests('get'), ...account.requests('list')], { calls: CALLS - few })
  const afterCalls = residentMemory(server.pid)
  await advance(server)

  const before = await server.ask<number>('heap')
  await account.grow(many)
  const advanced = await advance(server)
  const perMessage = ((await server.ask<number>('heap')) - before) / many

  // So that what is asked for later stands at both ends of the store.
  await account.begin(few)
  await advance(server)
  return { account, idle, afterCalls, perMessage, advanced }
}
