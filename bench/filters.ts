import { type Extent, load } from './load.ts'
import { type Snapshot, mark } from './marks.ts'
import { median } from './median.ts'
import { CLIENTS, type Request } from './operations.ts'
import type { Contestants } from './rounds.ts'
import type { Server } from './servers/server.ts'
import { type Account, type WorldAnswer, call, steer } from './world.ts'

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

/** A world in which some objects are marked, on both servers. */
export interface Marked {
  provider: string
  few: Lists
  many: Lists
}

/** A server, and the lists that are asked of it by what they are called. */
interface Lists {
  server: Server
  lists: Readonly<Record<string, Request | readonly Request[]>>
  searched: Readonly<Record<string, Request>>
}

/** @param people how many are made known besides, where they can be in one call: among few, and among many */
export const marksOf = async (
  { provider, few, many }: Contestants,
  people: { few: number; many: number },
): Promise<Marked> => ({
  provider,
  few: await marked(few, provider, people.few),
  many: await marked(many, provider, people.many),
})

/** Goes round a provider's filtered lists again and again, among few messages and among many. */
export async function filter({ provider, few, many }: Marked, rounds: number, stretch: Extent): Promise<Filtered[]> {
  const lists = Object.keys(few.lists).map((list) => ({ list, rounds: [] as Filtered['cpu'][] }))
  for (const { list } of lists) for (const world of [few, many]) await cpuOf(world, list, WARM_UP)
  for (let index = 0; index < rounds; index++) {
    for (const { list, rounds: kept } of lists)
      kept.push({ few: await cpuOf(few, list, stretch), many: await cpuOf(many, list, stretch) })
  }
  return lists.map(({ list, rounds: kept }) => ({
    provider,
    list,
    amongMany: median(kept.map((round) => round.many / round.few)),
    cpu: { few: median(kept.map((round) => round.few)), many: median(kept.map((round) => round.many)) },
  }))
}

/** Processor time of a call, microseconds. */
const cpuOf = async ({ server, lists }: Lists, list: string, extent: Extent): Promise<number> =>
  (await load(server, [lists[list]!].flat(), extent)).cpu

/** A fork of the bench's world, in which some messages can be found by more than their contact. */
async function marked({ server }: Account, provider: string, people: number): Promise<Lists> {
  const { id, credentials } = await steer<WorldAnswer>(server, 'POST', '/bench/fork')
  const client = CLIENTS[provider]!(credentials[provider]!)
  const marks: Record<string, string | number> = {}
  for (const [what, made] of Object.entries(client.makes)) {
    const answer = await call<{ id?: string | number; uuid?: string }>(server, made)
    marks[what] = answer.id ?? answer.uuid!
  }
  const snapshot = mark(await steer<Snapshot>(server, 'GET', `/${id}/snapshot`), provider, marks)
  await steer(server, 'PUT', `/${id}/snapshot`, snapshot)
  for (const some of client.bulk?.people(0, people) ?? []) await call(server, some)
  return { server, lists: client.filtered(marks), searched: client.searched }
}
