import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveries } from '../../../src/core/network/delivery.ts'
import { Collection, type RowOf, defineCollection } from '../../../src/core/store/collection.ts'
import type { Condition } from '../../../src/core/store/query.ts'
import * as kept from '../../../src/core/store/kept.ts'
import { World } from '../../../src/core/world.ts'

type Thing = RowOf<typeof things>

const things = defineCollection(
  'things',
  {
    group: kept.text,
    size: kept.number,
    labels: kept.listOf(kept.text),
    extra: kept.orNull(
      kept.object({
        code: kept.optional(kept.text),
        tags: kept.optional(kept.listOf(kept.text)),
        batch: kept.optional(kept.text),
      }),
    ),
  },
  {
    indexes: ['group', ['extra', 'batch']],
    members: ['labels', ['extra', 'tags']],
    texts: [['extra', 'code']],
    orders: ['size'],
  },
)

const word = fc.constantFrom('a', 'b', 'c', 'D')
const words = fc.array(word, { maxLength: 3 })
const fields = fc.record({
  group: word,
  size: fc.integer({ min: 0, max: 4 }),
  labels: words,
  extra: fc.option(fc.record({ code: fc.constantFrom('x', 'X', 'y'), tags: words, batch: word }, { requiredKeys: [] })),
})

const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('insert' as const), fields }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('update' as const), which: fc.nat(), fields }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete all' as const), group: word }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), from: word, to: word }) },
  // Whoever looks makes an index learn of what is new.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), which: fc.nat() }) },
)
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

let made = 0

function apply(collection: Collection<Thing>, one: Change): void {
  if (one.do === 'insert') return void collection.insert({ id: `T${++made}`, ...one.fields })
  if (one.do === 'delete all') return collection.deleteAll(collection.by('group', one.group))
  if (one.do === 'move') return collection.replaceValue('group', one.from, one.to)
  if (one.do === 'look')
    return void collection.list({ where: [QUESTIONS[one.which % QUESTIONS.length]!.where], take: 1 })
  const row = collection.size === 0 ? undefined : collection.all().at(one.which % collection.size)
  if (!row) return
  if (one.do === 'delete') collection.delete(row)
  else collection.update(row, one.fields)
}

/** Every question of some kind of condition, answered by going through all rows. */
const QUESTIONS: { where: Condition; fits: (row: Thing) => boolean }[] = [
  ...['a', 'D', 'nobody'].flatMap((value) => [
    { where: { field: 'group', is: 'equals' as const, value }, fits: (row: Thing) => row.group === value },
    { where: { field: 'labels', is: 'includes' as const, value }, fits: (row: Thing) => row.labels.includes(value) },
    {
      where: { field: ['extra', 'tags'] as const, is: 'includes' as const, value },
      fits: (row: Thing) => row.extra?.tags?.includes(value) ?? false,
    },
    {
      where: { field: ['extra', 'batch'] as const, is: 'equals' as const, value },
      fits: (row: Thing) => row.extra?.batch === value,
    },
  ]),
  {
    where: { field: 'group', is: 'oneOf', value: ['a', 'c', 'a'] },
    fits: ({ group }) => group === 'a' || group === 'c',
  },
  { where: { field: 'group', is: 'noneOf', value: ['a', 'c'] }, fits: ({ group }) => group !== 'a' && group !== 'c' },
  {
    where: { field: ['extra', 'batch'], is: 'oneOf', value: ['a', 'D'] },
    fits: ({ extra }) => extra?.batch === 'a' || extra?.batch === 'D',
  },
  {
    where: { field: ['extra', 'code'], is: 'matches', value: 'X' },
    fits: ({ extra }) => extra?.code?.toLowerCase() === 'x',
  },
]

const ids = (rows: Iterable<Thing>): string => Array.from(rows, ({ id }) => id).join(' ')

function expectTrue(collection: Collection<Thing>): void {
  const rows = collection.all().toArray()
  expect(rows.every((row, at) => at === 0 || rows[at - 1]!.sequence < row.sequence)).toBe(true)
  expect(rows.every((row) => collection.get(row.id) === row)).toBe(true)
  for (const { where, fits } of QUESTIONS) {
    const scanned = rows.filter(fits)
    for (const descending of [false, true]) {
      const expected = descending ? scanned.toReversed() : scanned
      const asked = { where: [where], take: 3, count: true, descending }
      const { last, ...first } = collection.list(asked)
      expect([ids(first.rows), first.total, first.more]).toEqual([
        ids(expected.slice(0, 3)),
        scanned.length,
        scanned.length > 3,
      ])
      const second = last ? collection.list({ ...asked, beyond: last }).rows : []
      expect(ids(second)).toBe(ids(expected.slice(3, 6)))
    }
    const bySize = scanned.toSorted((a, b) => a.size - b.size || a.sequence - b.sequence)
    expect(ids(collection.list({ where: [where], sort: 'size', take: rows.length }).rows)).toBe(ids(bySize))
  }
}

test('lists by any index are what going through all rows finds, whatever was changed, and on both sides of a fork', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), fc.array(change, { maxLength: 20 }), (before, after) => {
      const collection = new Collection(things)
      for (const one of before) apply(collection, one)
      const fork = collection.fork()
      for (const [at, one] of after.entries()) apply(at % 2 === 0 ? collection : fork, one)
      for (const one of [collection, fork]) {
        expect(one.size).toBe(one.all().toArray().length)
        expectTrue(one)
      }
    }),
    { numRuns: 40, seed: 19 },
  )
})

test('a fork and its original, and forks of forks, never see each other’s changes', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 30 }),
      fc.array(fc.tuple(fc.nat({ max: 3 }), fc.oneof({ weight: 6, arbitrary: change }, fc.constant('fork' as const))), {
        maxLength: 40,
      }),
      (before, after) => {
        const first = new Collection(things)
        for (const one of before) apply(first, one)
        const all = [{ collection: first, alone: new Collection(things, first.state()) }]
        for (const [which, one] of after) {
          const { collection, alone } = all[which % all.length]!
          if (one === 'fork') all.push({ collection: collection.fork(), alone: new Collection(things, alone.state()) })
          else {
            const number = made
            apply(collection, one)
            made = number
            apply(alone, one)
          }
        }
        for (const { collection, alone } of all) {
          expect(collection.state()).toEqual(alone.state())
          expectTrue(collection)
        }
      },
    ),
    { numRuns: 20, seed: 19 },
  )
})

const thing = (group: string) => ({ id: `M${++made}`, group, size: made % 5, labels: [group], extra: null })

test('rows by the thousand are shared by pages and layers, and each side keeps its own', () => {
  const collection = new Collection(things)
  for (let number = 0; number < 1500; number++) collection.insert(thing('abc'[number % 3]!))
  const fork = collection.fork()
  for (const [at, row] of collection.all().toArray().entries()) {
    if (at % 7 === 0) collection.update(row, { group: 'D', labels: ['D'] })
    if (at % 11 === 0) fork.delete(fork.get(row.id)!)
  }
  for (let number = 0; number < 200; number++) (number % 2 === 0 ? collection : fork).insert(thing('D'))
  expect([collection.size, fork.size]).toEqual([1600, 1600 - Math.ceil(1500 / 11)])
  expect([collection.by('labels', 'D').length, fork.by('labels', 'D').length]).toEqual([100 + Math.ceil(1500 / 7), 100])
  for (const one of [collection, fork]) expectTrue(one)
})

const outside = { breathe: () => undefined, settle: () => Promise.resolve() }
const outbound = { provider: 'toy', message: 'M1', from: '+15550001111', to: '+250788123123', text: 'Hello' }

async function perform(world: World, what: string): Promise<void> {
  if (what === 'send') world.deliveries.submit({ ...outbound })
  if (what === 'advance') await world.clock.advanceTo(world.now + 700)
  if (what === 'draw') world.random.uuid('something')
  const queued = world
    .collection(deliveries)
    .all()
    .findLast(({ state }) => state === 'queued')
  if (what === 'cancel' && queued) world.deliveries.cancel(queued)
}

test('two worlds that were one go on by themselves, whatever each is sent and however far its clock moves', async () => {
  const act = fc.record({ side: fc.nat({ max: 1 }), do: fc.constantFrom('send', 'advance', 'cancel', 'draw') })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 10 }), fc.array(act, { maxLength: 20 }), async (before, after) => {
      const world = new World('w', { seed: 'test', clock: { now: 0 } }, outside)
      for (const one of before) await perform(world, one.do)
      const saved = JSON.stringify(world)
      const sides = [world, new World('w', world.copy(), outside)]
      const alone = [0, 1].map(() => new World('w', JSON.parse(saved), outside))
      for (const one of after) {
        await perform(sides[one.side]!, one.do)
        await perform(alone[one.side]!, one.do)
      }
      for (const side of [0, 1]) expect(JSON.stringify(sides[side])).toBe(JSON.stringify(alone[side]))
    }),
    { numRuns: 60, seed: 19 },
  )
})
