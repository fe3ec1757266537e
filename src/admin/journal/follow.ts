import type { Entry } from '../../core/journal.ts'
import type { World } from '../../core/world.ts'
import type { JsonText } from '../../http/json-text.ts'
import type { Pieces } from '../../http/message.ts'
import type { Waiting } from './await-entry.ts'
import type { Place } from './place.ts'
import { isOver } from './entries-with.ts'

/** After so many real milliseconds without an event a comment says that the connection still stands. */
const HEARTBEAT = 15_000

/** Whoever loses the connection may ask again after so many milliseconds. */
const RETRY = 1000

/** So many characters of events travel in one piece, or a little more. */
const PIECE = 32_768

/** Without a `signal` what is there is told, and no more. */
export interface Following extends Waiting {
  place: Place
  isWanted: (entry: Entry) => boolean
  show: (entry: Entry) => JsonText
  /** So many events of entries, and no more. */
  limit: number
}

/**
 * The journal as server-sent events, from a place on. Nothing is put by for the reader: it is told what the journal holds
 * when it has taken what came before, and where that was too late, how much it has missed.
 */
export async function* follow(world: World, following: Following): Pieces {
  const { journal } = world
  const { place, isWanted, show, signal, breathe } = following
  const bell = new Bell()
  const amended = new Set<number>()
  const unwatch = journal.watch(({ id }) => {
    if (id <= place.last && !place.open.includes(id)) return
    if (id <= place.last) amended.add(id)
    bell.ring()
  })
  const ring = () => bell.ring()
  const { ending } = world.clock
  ending.addEventListener('abort', ring)
  signal?.addEventListener('abort', ring)
  let left = following.limit
  try {
    for (const id of place.open) amended.add(id)
    yield `retry: ${RETRY}\nid: ${place.id}\n\n`
    while (left > 0) {
      let piece = ''
      const forgotten = gapBefore(world, place)
      if (forgotten !== undefined) piece += event('gap', place, forgotten)
      for (const id of amended) {
        const entry = journal.get(id)
        if (!entry || !isOver(entry)) continue
        place.note(entry)
        piece += event('amended', place, show(entry).text)
      }
      amended.clear()
      while (left > 0 && piece.length < PIECE && place.last + 1 < journal.next && place.last + 1 >= journal.oldest) {
        const entry = journal.get(++place.last)
        if (entry && isWanted(entry)) {
          place.note(entry)
          piece += event(undefined, place, show(entry).text)
          left--
        }
        const pause = breathe()
        if (pause) await pause
      }
      if (signal?.aborted) {
        yield piece + end(place, signal)
        return
      }
      if (piece !== '') yield piece
      else if (place.last + 1 === journal.next && amended.size === 0) {
        if (ending.aborted) yield end(place, ending)
        if (ending.aborted || !signal) return
        if (!(await bell.heard(HEARTBEAT, following.after))) yield ': nothing happened for a while\n\n'
      }
    }
    yield event('end', place, JSON.stringify({ message: 'As many entries as were asked for have been told.' }))
  } finally {
    unwatch()
    ending.removeEventListener('abort', ring)
    signal?.removeEventListener('abort', ring)
  }
}

/** The last event, which says why no further comes. */
const end = (place: Place, { reason }: AbortSignal): string =>
  event('end', place, JSON.stringify({ message: reason instanceof Error ? reason.message : String(reason) }))

function event(name: string | undefined, place: Place, data: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}id: ${place.id}\ndata: ${data}\n\n`
}

/** What the reader has missed, if anything; it goes on after that. */
function gapBefore({ journal }: World, place: Place): string | undefined {
  const from = place.last + 1
  if (from > journal.next) {
    const message = `Entry ${place.last} is not there: the world was begun anew, or put back, since. What it holds by now follows.`
    place.last = journal.oldest - 1
    place.forget(Infinity)
    return JSON.stringify({ from: null, to: null, message })
  }
  const { oldest } = journal
  place.forget(oldest)
  if (from >= oldest) return undefined
  place.last = oldest - 1
  const message = `The entries from ${from} to ${place.last} were not told: a journal keeps the newest 10,000.`
  return JSON.stringify({ from, to: place.last, message })
}

/** Rings for one who waits; it may have rung before. */
class Bell {
  #rang = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rang = true
    this.#wake?.()
  }

  /** Whether it rings within so many real milliseconds. */
  async heard(longest: number, after: Waiting['after']): Promise<boolean> {
    if (!this.#rang)
      await new Promise<void>((resolve) => {
        const callOff = after(longest, resolve)
        this.#wake = () => {
          callOff()
          resolve()
        }
      })
    this.#wake = undefined
    const rang = this.#rang
    this.#rang = false
    return rang
  }
}
