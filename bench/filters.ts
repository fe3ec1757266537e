import { type Extent, load } from './load.ts'
import { type Snapshot, mark } from './marks.ts'
import { median } from './median.ts'
import { CLIENTS } from './operations.ts'
import type { Contestants } from './rounds.ts'
import { Account, type WorldAnswer, steer } from './world.ts'

/** A list of what few objects have; medians over the rounds. */
export interface Filtered {
  provider: string
  /** What is listed, and by what. */
  list: string
  /** Processor time of a call among many messages, in times of one among few. */
  amongMany: number
  /** Microseconds of the server's processor for one call. */
  cpu: { few: number; many: number }
}

const WARM_UP = { calls: 1000 }

/** Goes round a provider's filtered lists again and again, among few messages and among many. */
export async function filter(
  { provider, few, many }: Contestants,
  rounds: number,
  stretch: Extent,
): Promise<Filtered[]> {
  const [fewMarked, manyMarked] = [await marked(few, provider), await marked(many, provider)]
  const lists = Object.keys(fewMarked.client.filtered).map((list) => ({ list, rounds: [] as Filtered['cpu'][] }))
  for (const { list } of lists) for (const account of [fewMarked, manyMarked]) await cpuOf(account, list, WARM_UP)
  for (let index = 0; index < rounds; index++) {
    for (const { list, rounds: kept } of lists)
      kept.push({ few: await cpuOf(fewMarked, list, stretch), many: await cpuOf(manyMarked, list, stretch) })
  }
  return lists.map(({ list, rounds: kept }) => ({
    provider,
    list,
    amongMany: median(kept.map((round) => round.many / round.few)),
    cpu: { few: median(kept.map((round) => round.few)), many: median(kept.map((round) => round.many)) },
  }))
}

/** Processor time of a call, microseconds. */
const cpuOf = async ({ server, client }: Account, list: string, extent: Extent): Promise<number> =>
  (await load(server, [client.filtered[list]!], extent)).cpu

/** A world beside the bench's with the same messages, of which some can be found by more than their contact. */
async function marked({ server }: Account, provider: string): Promise<Account> {
  await steer(server, 'POST', '', { id: MARKED })
  await steer(server, 'PUT', `/${MARKED}/snapshot`, mark(await steer<Snapshot>(server, 'GET', '/bench/snapshot')))
  // What the accounts are called has come with the snapshot.
  const { credentials } = await steer<WorldAnswer>(server, 'GET', `/${MARKED}`)
  return new Account(server, CLIENTS[provider]!(credentials[provider]!))
}

const MARKED = 'marked'
