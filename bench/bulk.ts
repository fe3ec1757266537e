import { type Extent, load } from './load.ts'
import { median } from './median.ts'
import type { Bulk, Request } from './operations.ts'
import type { Contestants } from './rounds.ts'
import { type Account, call, freshAccount, steer } from './world.ts'

/** What it costs to tell many something. */
export interface Told {
  provider: string
  /** Of platforms that send a hundred messages in one call: */
  multi: Multi | undefined
  /** How long the one advance took in which a broadcast was settled, seconds. */
  broadcast: number
}

interface Multi {
  /** Processor time of a message that is sent among a hundred, in times of one that is sent by itself. */
  times: number
  /** Microseconds of the server's processor for one message. */
  multi: number
  send: number
}

const MULTI = 100
const WARM_UP = { calls: 100 }

/** @param to how many people the broadcast goes to */
export async function tell(
  { provider, few: { server } }: Contestants,
  to: number,
  rounds: number,
  stretch: Extent,
): Promise<Told | undefined> {
  const kept: { multi?: Multi; broadcast: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const account = await freshAccount(server, provider, 'bulk')
    const { bulk } = account.client
    if (bulk) {
      const compared = bulk.multi && (await sendMulti(account, bulk.multi(MULTI), stretch, { warmUp: round === 0 }))
      kept.push({ ...(compared && { multi: compared }), broadcast: await settle(account, bulk, to) })
    }
    await steer(server, 'DELETE', '/bulk')
  }
  if (kept.length === 0) return undefined
  const multis = kept.flatMap(({ multi }) => multi ?? [])
  const middle = (name: keyof Multi): number => median(multis.map((one) => one[name]))
  return {
    provider,
    multi: multis.length === 0 ? undefined : { times: middle('times'), multi: middle('multi'), send: middle('send') },
    broadcast: median(kept.map(({ broadcast }) => broadcast)),
  }
}

async function sendMulti(account: Account, request: Request, stretch: Extent, { warmUp }: { warmUp: boolean }) {
  const { server } = account
  if (warmUp) await load(server, [request], WARM_UP)
  const send = (await load(server, account.requests('send'), stretch)).cpu
  const multi = (await load(server, [request], stretch)).cpu / MULTI
  return { times: multi / send, multi, send }
}

/** Settles a broadcast to so many in one advance: seconds, once all that was under way before has come to its end. */
async function settle({ server }: Account, bulk: Bulk, to: number): Promise<number> {
  const { id, uuid = id } = await call<{ id: string; uuid?: string }>(server, bulk.group)
  for (const some of bulk.people(0, to, uuid)) await call(server, some)
  await steer(server, 'POST', '/bulk/clock/advance', { by: 600 })
  await call(server, bulk.broadcast(uuid))
  const start = performance.now()
  const { ran } = await steer<{ ran: number }>(server, 'POST', '/bulk/clock/advance', { by: 600 })
  const seconds = (performance.now() - start) / 1000
  if (ran < 2 * to) throw new Error(`A broadcast to ${to} came to ${ran} jobs: not all of them were delivered.`)
  return seconds
}
