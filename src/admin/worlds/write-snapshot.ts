import type { World, WorldCopy } from '../../core/world.ts'

/** So many rows are written in one go, which takes about a millisecond. */
const IN_ONE_GO = 200

/**
 * A world as JSON, piece by piece, as it is now: what calls do meanwhile is not in it. Others have their turn between the
 * pieces.
 * @param before what the JSON's object holds before its `state`, as text
 */
export const writeSnapshot = (world: World, before: string): AsyncIterable<string> =>
  write(world.copy(), before, () => world.clock.ports.breathe())

async function* write(
  { clock, rows, journal, ...small }: WorldCopy,
  before: string,
  breathe: () => Promise<void> | undefined,
): AsyncIterable<string> {
  const { jobs, ...hands } = clock
  yield `{${before},"state":${opened(small)},"clock":${opened(hands)},"jobs":`
  yield* listed(taken(jobs), breathe)
  yield `},"journal":{"next":${journal.next},"entries":`
  yield* listed(journal.entries, breathe)
  yield '},"rows":{'
  for (const [at, [name, { sequence, rows: own }]] of Object.entries(rows.state()).entries()) {
    yield `${at === 0 ? '' : ','}${JSON.stringify(name)}:{"sequence":${sequence},"rows":`
    yield* listed(own, breathe)
    yield '}'
  }
  yield '}}}'
}

/** An object's JSON without its end: more is to follow. */
const opened = (object: object): string => JSON.stringify(object).slice(0, -1)

/** Jobs in the order in which they would run; they are put in that order as they are asked for. */
function* taken(jobs: { pop(): unknown }): Iterable<unknown> {
  for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) yield job
}

async function* listed(values: Iterable<unknown>, breathe: () => Promise<void> | undefined): AsyncIterable<string> {
  let piece: string[] = []
  let joint = '['
  for (const value of values) {
    piece.push(JSON.stringify(value))
    if (piece.length < IN_ONE_GO) continue
    yield joint + piece.join(',')
    joint = ','
    piece = []
    const pause = breathe()
    if (pause) await pause
  }
  yield piece.length === 0 && joint === ',' ? ']' : `${joint}${piece.join(',')}]`
}
