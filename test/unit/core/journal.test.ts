import { expect, test } from 'vitest'
import { JOURNAL_KEEPS, Journal } from '../../../src/core/journal.ts'

const note = (journal: Journal, name: string, at: number) => journal.record('note', { name }, at)

test('entries count up, and know when they happened and what caused them', () => {
  const journal = new Journal()
  const first = note(journal, 'a', 10)
  const second = journal.within(first.id, () => note(journal, 'b', 20))
  const third = note(journal, 'c', 30)
  expect([first, second, third]).toEqual([
    { type: 'note', name: 'a', id: 1, at: 10, cause: null },
    { type: 'note', name: 'b', id: 2, at: 20, cause: 1 },
    { type: 'note', name: 'c', id: 3, at: 30, cause: null },
  ])
  expect(journal.next).toBe(4)
})

test('a cause is in force until its work is done, also where that fails', () => {
  const journal = new Journal()
  expect(() =>
    journal.within(5, () => {
      journal.within(6, () => expect(journal.cause).toBe(6))
      expect(journal.cause).toBe(5)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(journal.cause).toBeNull()
})

test('the newest 10,000 entries are kept', () => {
  const journal = new Journal()
  for (let index = 1; index <= JOURNAL_KEEPS + 50; index++) note(journal, String(index), index)
  expect(journal.oldest).toBe(51)
  expect(journal.get(50)).toBeUndefined()
  expect(journal.get(51)).toMatchObject({ id: 51, name: '51' })
  expect(journal.get(JOURNAL_KEEPS + 50)).toMatchObject({ id: JOURNAL_KEEPS + 50 })
  expect(journal.get(JOURNAL_KEEPS + 51)).toBeUndefined()
  expect(journal.from(1, 2).map(({ id }) => id)).toEqual([51, 52])
  expect(journal.from(1, Infinity)).toHaveLength(JOURNAL_KEEPS)
})

test('what is asked for comes oldest first, from an id on, at most so many', () => {
  const journal = new Journal()
  for (let index = 1; index <= 9; index++) note(journal, index % 2 === 0 ? 'even' : 'odd', index)
  const even = journal.from(3, 2, (entry) => 'name' in entry && entry['name'] === 'even')
  expect(even.map(({ id }) => id)).toEqual([4, 6])
  expect(journal.from(10, 5)).toEqual([])
})

test('watchers hear of each entry, again when it is completed, and no more once they have left', () => {
  const journal = new Journal()
  const heard: string[] = []
  const leave = journal.watch((entry) => heard.push(`${entry.id} ${String((entry as { status?: unknown }).status)}`))
  const entry = note(journal, 'a', 1)
  journal.amend({ ...entry, status: 200 })
  leave()
  note(journal, 'b', 2)
  expect(heard).toEqual(['1 undefined', '1 200'])
})

test('a journal goes on from what another one held', () => {
  const journal = new Journal()
  for (let index = 1; index <= JOURNAL_KEEPS + 5; index++) note(journal, String(index), index)
  const copy = new Journal(JSON.parse(JSON.stringify(journal.state())))
  expect(copy.state()).toEqual(journal.state())
  expect(note(copy, 'next', 1).id).toBe(JOURNAL_KEEPS + 6)
  expect(copy.oldest).toBe(7)
})
