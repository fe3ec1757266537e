import { expect, test } from 'vitest'
import { Journal } from '../../../src/core/journal.ts'
import { Collection, defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'

const things = defineCollection(
  'things',
  { name: kept.text, tags: kept.listOf(kept.text), more: kept.jsonObject },
  { indexes: ['name'], members: ['tags'] },
)

const startThings = () => {
  const collection = new Collection(things)
  return { collection, row: collection.insert({ id: 'T1', name: 'Anna', tags: ['a'], more: { deep: { deeper: 1 } } }) }
}

test('an update answers a new row and leaves the old one as it was', () => {
  const { collection, row } = startThings()
  const next = collection.update(row, { name: 'Ben' })
  expect([row.name, next.name]).toEqual(['Anna', 'Ben'])
  expect(collection.get('T1')).toBe(next)
  expect([[...collection.by('name', 'Anna')], [...collection.by('name', 'Ben')]]).toEqual([[], [next]])
})

test('a row may be given as a whole, and what finds it follows', () => {
  const { collection, row } = startThings()
  const next = collection.replace(row, { ...row, tags: ['b', 'a', 'b'] })
  expect([...collection.by('tags', 'b')]).toEqual([next])
  const bare = collection.replace(next, { ...next, tags: [] })
  expect([[...collection.by('tags', 'a')], [...collection.by('tags', 'b')]]).toEqual([[], []])
  expect(collection.get('T1')).toBe(bare)
})

test('in tests nobody writes into a row, however deep, nor into an entry of the journal', () => {
  const { row } = startThings()
  expect(() => Object.assign(row, { name: 'Ben' })).toThrow(TypeError)
  expect(() => Object.assign(row.more['deep'] as object, { deeper: 2 })).toThrow(TypeError)
  const journal = new Journal()
  const entry = journal.record('call', { status: null }, 0)
  expect(() => Object.assign(entry, { status: 200 })).toThrow(TypeError)
  expect(journal.amend({ ...entry, status: 200 })).toBe(journal.get(1))
})

test.each([1, 20])('in tests nobody writes into one of %i rows that were put back', (many) => {
  const rows = Array.from({ length: many }, (_, at) => ({
    id: `T${at + 1}`,
    sequence: at + 1,
    name: 'Anna',
    tags: [],
    more: {},
  }))
  const back = new Collection(things, { sequence: many, rows }).get('T1')!
  expect(() => Object.assign(back, { name: 'Ben' })).toThrow(TypeError)
})

test('in tests nobody goes on with a row that another has taken the place of', () => {
  const { collection, row } = startThings()
  collection.update(row, { name: 'Ben' })
  expect(() => collection.update(row, { tags: [] })).toThrow('Row "T1" of things is history')
})

test('a row that was deleted cannot change any more', () => {
  const { collection, row } = startThings()
  collection.delete(row)
  expect(() => collection.update(row, { name: 'Ben' })).toThrow('The row "T1" was deleted and cannot change any more.')
})
