import { expect, test } from 'vitest'
import { Collection, type RowOf, defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'

type Thing = RowOf<typeof things>

const things = defineCollection(
  'things',
  { group: kept.text, size: kept.number },
  { indexes: ['group'], orders: ['size'] },
)

const filled = (many: number): Collection<Thing> => {
  const collection = new Collection(things)
  for (let at = 0; at < many; at++)
    collection.insert({ id: `T${at}`, sequence: 0, group: at % 3 === 0 ? 'a' : 'b', size: at % 7 })
  return collection
}

test.each([[9], [300]])('deleting a third of %i rows at once leaves what deleting them one by one leaves', (many) => {
  const atOnce = filled(many)
  const oneByOne = filled(many)
  atOnce.deleteAll(atOnce.by('group', 'a'))
  for (const row of oneByOne.by('group', 'a').slice()) oneByOne.delete(row)
  expect(atOnce.state()).toEqual(oneByOne.state())
  expect(atOnce.by('group', 'a').toArray()).toEqual([])
  expect(atOnce.by('group', 'b').toArray()).toEqual(oneByOne.by('group', 'b').toArray())
  const question = { sort: 'size', descending: true, take: many, count: true }
  expect(atOnce.list(question)).toEqual(oneByOne.list(question))
  expect(atOnce.get('T0')).toBeUndefined()
})

test('rows that are gone already, or were never there, are passed over', () => {
  const collection = filled(100)
  const stranger = { id: 'T1', sequence: 1000, group: 'b', size: 1 }
  const [first] = collection.all()
  collection.delete(first!)
  collection.deleteAll([first!, stranger, ...collection.by('group', 'a').slice(0, 40)])
  expect(collection.size).toBe(100 - 34)
  expect(collection.get('T1')).toBeDefined()
})

test('thirty thousand rows are gone in a moment', () => {
  const collection = filled(30_000)
  const before = performance.now()
  collection.deleteAll(collection.by('group', 'a'))
  expect(performance.now() - before).toBeLessThan(2000)
  collection.clear()
  expect([collection.size, collection.all().length, collection.by('group', 'b').length]).toEqual([0, 0, 0])
})
