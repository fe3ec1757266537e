import { expect, test } from 'vitest'
import { JOURNAL_KEEPS } from '../../../src/core/journal.ts'
import { KeptBytes, MOST_BYTES } from '../../../src/core/kept-bytes.ts'

const isSame = (one: readonly string[], other: readonly string[]) => one.join() === other.join()
const bytes = (text: string) => new TextEncoder().encode(text)

/** What is kept with an entry, its bytes as a text. */
const shown = (kept: KeptBytes, id: number) => {
  const found = kept.of(id)
  return found && { ...found, bytes: found.bytes && new TextDecoder().decode(found.bytes) }
}

test('what was kept with an entry is what was given, whether or not the words were those before', () => {
  const kept = new KeptBytes()
  kept.keep(1, ['host', 'here'], bytes('one'), 3, isSame)
  kept.keep(2, ['host', 'here'], bytes('two, cut'), 1000, isSame)
  kept.keep(4, ['host', 'thére ☎'], bytes(''), 0, isSame)
  kept.keep(5, [], null, 0, isSame)
  expect(shown(kept, 1)).toEqual({ head: ['host', 'here'], bytes: 'one', size: 3 })
  expect(shown(kept, 2)).toEqual({ head: ['host', 'here'], bytes: 'two, cut', size: 1000 })
  expect(shown(kept, 3)).toBeUndefined()
  expect(shown(kept, 4)).toEqual({ head: ['host', 'thére ☎'], bytes: '', size: 0 })
  expect(shown(kept, 5)).toEqual({ head: [], bytes: null, size: 0 })
})

test('thousands are found as long as the journal has their entries, in pages that grow', () => {
  const kept = new KeptBytes()
  const last = JOURNAL_KEEPS * 2
  for (let id = 1; id <= last; id++)
    kept.keep(id, ['host', `number ${id % 3}`], bytes(`text ${id}`), 5 + String(id).length, isSame)
  expect(kept.of(last - JOURNAL_KEEPS)).toBeUndefined()
  for (let id = last - JOURNAL_KEEPS + 1; id <= last; id++)
    expect(shown(kept, id)).toMatchObject({ head: ['host', `number ${id % 3}`], bytes: `text ${id}` })
})

test('the oldest make room, and no more than so many bytes are held', () => {
  const kept = new KeptBytes()
  const long = new Uint8Array(64 * 1024)
  const many = (4 * MOST_BYTES) / long.length
  for (let id = 1; id <= many; id++) kept.keep(id, ['host', 'here'], long, long.length, isSame)
  const found = Array.from({ length: many }, (_, at) => kept.of(at + 1)).map((one) => one?.bytes?.length)
  const first = found.findIndex((length) => length !== undefined)
  expect(found.slice(first)).toEqual(found.slice(first).map(() => long.length))
  expect((many - first) * long.length).toBeGreaterThan(MOST_BYTES / 2)
  expect((many - first) * long.length).toBeLessThanOrEqual(MOST_BYTES)
})

test('one that is larger than a page has a page of its own', () => {
  const kept = new KeptBytes()
  kept.keep(1, ['host', 'here'], new Uint8Array(1_000_000).fill(7), 1_000_000, isSame)
  kept.keep(2, ['host', 'here'], bytes('after'), 5, isSame)
  expect(kept.of(1)!.bytes).toHaveLength(1_000_000)
  expect(shown(kept, 2)).toMatchObject({ head: ['host', 'here'], bytes: 'after' })
})

test('who takes over has all there was, and neither sees what the other keeps from then on', () => {
  const first = new KeptBytes()
  first.keep(1, ['host', 'here'], bytes('before'), 6, isSame)
  const fork = new KeptBytes()
  fork.takeOver(first)
  first.keep(2, ['host', 'here'], bytes('mine'), 4, isSame)
  fork.keep(2, ['host', 'here'], bytes('theirs'), 6, isSame)
  for (const [kept, text] of [
    [first, 'mine'],
    [fork, 'theirs'],
  ] as const) {
    expect(shown(kept, 1)).toMatchObject({ bytes: 'before' })
    expect(shown(kept, 2)).toMatchObject({ head: ['host', 'here'], bytes: text })
  }
})
