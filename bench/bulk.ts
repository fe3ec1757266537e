import { type Extent, load } from './load.ts'
import { median } from './median.ts'
import type { Bulk } from './operations.ts'
import type { Contestants } from './rounds.ts'
import { type Account, call, freshAccount, steer } from './world.ts'

/** What it costs to tell many something. */
export interface Told {
  provider: string
  /** Processor time of a message that is sent among a hundred, in times of one that is sent by itself. */
  multi: number
  /** Microseconds of the server's processor for one message. */
  cpu: { multi: number; send: number }
  /** How long the one advance took in which a broadcast was settled, seconds. */
  broadcast: number
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
  const kept: { multi: number; send: number; broadcast: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const account = await freshAccount(server, provider, 'bulk')
    const { bulk } = account.client
    if (bulk) {
      if (round === 0) await load(server, [bulk.multi(MULTI)], WARM_UP)
      const send = (await load(server, account.requests('send'), stretch)).cpu
      const multi = (await load(server, [bulk.multi(MULTI)], stretch)).cpu / MULTI
      kept.push({ send, multi, broadcast: await settle(account, bulk, to) })
    }
    await steer(server, 'DELETE', '/bulk')
  }
  if (kept.length === 0) return undefined
  return {
    provider,
    multi: median(kept.map(({ multi, send }) => multi / send)),
    cpu: { multi: median(kept.map(({ multi }) => multi)), send: median(kept.map(({ send }) => send)) },
    broadcast: median(kept.map(({ broadcast }) => broadcast)),
  }
}

/** Settles a broadcast to so many in one advance: seconds, once all that was under way before has come to its end. */
async function settle({ server }: Account, bulk: Bulk, to: number): Promise<number> {
  const { id } = await call<{ id: string }>(server, bulk.group)
  for (const some of bulk.people(0, to, id)) await call(server, some)
  await steer(server, 'POST', '/bulk/clock/advance', { by: 600 })
  await call(server, bulk.broadcast(id))
  const start = performance.now()
  const { ran } = await steer<{ ran: number }>(server, 'POST', '/bulk/clock/advance', { by: 600 })
  const seconds = (performance.now() - start) / 1000
  if (ran < 2 * to) throw new Error(`A broadcast to ${to} came to ${ran} jobs: not all of them were delivered.`)
  return seconds
}
