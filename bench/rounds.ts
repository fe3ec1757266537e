import { type Extent, type Measured, load } from './load.ts'
import { median } from './median.ts'
import { CLIENTS, OPERATIONS, type Operation, type Request } from './operations.ts'
import type { Server } from './servers/server.ts'
import { Account, type WorldAnswer, bytesOf, steer } from './world.ts'

/** One provider's accounts on all servers that are compared. */
export interface Contestants {
  provider: string
  few: Account
  many: Account
  express: Account
}

type Contestant = 'bare' | 'few' | 'many' | 'express'
type Round = Record<Contestant, Measured>

/** Medians over the rounds. */
export interface Compared {
  provider: string
  operation: Operation
  /** Calls a second, as a part of bare node:http's. */
  speed: number
  express: number
  /** Calls a second among many messages, as a part of those among few. */
  amongMany: number
  /** Times bare node:http's. */
  p99: { few: number; express: number }
  /** Microseconds of the server's processor for one call. */
  cpu: Record<Contestant, number>
}

/** What bare answers meanwhile: one object, or beside a list a page of as many texts and as many bytes. */
async function asked(operation: Operation, { few }: Contestants): Promise<Request[]> {
  const page = async (): Promise<string> =>
    `/pages/${few.client.page}/${await bytesOf(few.server, few.requests('list')[0]!)}`
  return [{ method: 'GET', path: operation === 'list' ? await page() : '/messages/1', headers: {} }]
}

/**
 * Goes round one provider's servers and operations again and again, so that what else the machine does falls on all
 * alike, and none of them has time to cool down.
 */
export async function compare(
  bare: Server,
  contestants: Contestants,
  rounds: number,
  stretch: Extent,
): Promise<Compared[]> {
  const { provider, few, many, express } = contestants
  const cases = await Promise.all(
    OPERATIONS.map(async (operation) => ({
      operation,
      ofBare: await asked(operation, contestants),
      rounds: [] as Round[],
    })),
  )
  for (let index = 0; index < rounds; index++) {
    for (const { operation, ofBare, rounds: kept } of cases) {
      kept.push({
        bare: await load(bare, ofBare, stretch),
        few: await among(few, provider, operation, stretch),
        many: await among(many, provider, operation, stretch),
        express: await load(express.server, express.requests(operation), stretch),
      })
    }
  }
  return cases.map(({ operation, rounds: kept }) => summary(provider, operation, kept))
}

/** Sends would make few messages many, and many more: they go to a fork, which is deleted afterwards. */
async function among(account: Account, provider: string, operation: Operation, stretch: Extent): Promise<Measured> {
  const { server } = account
  if (operation !== 'send') return load(server, account.requests(operation), stretch)
  const fork = await steer<WorldAnswer>(server, 'POST', '/bench/fork')
  const requests = new Account(server, CLIENTS[provider]!(fork.credentials[provider]!)).requests('send')
  const measured = await load(server, requests, stretch)
  await steer(server, 'DELETE', `/${fork.id}`)
  return measured
}

function summary(provider: string, operation: Operation, rounds: readonly Round[]): Compared {
  const over = (value: (round: Round) => number): number => median(rounds.map(value))
  return {
    provider,
    operation,
    speed: over(({ few, bare }) => few.perSecond / bare.perSecond),
    express: over(({ express, bare }) => express.perSecond / bare.perSecond),
    amongMany: over(({ many, few }) => many.perSecond / few.perSecond),
    p99: {
      few: over(({ few, bare }) => few.p99 / bare.p99),
      express: over(({ express, bare }) => express.p99 / bare.p99),
    },
    cpu: {
      bare: over(({ bare }) => bare.cpu),
      few: over(({ few }) => few.cpu),
      many: over(({ many }) => many.cpu),
      express: over(({ express }) => express.cpu),
    },
  }
}
