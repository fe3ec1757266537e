import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Collection, type CollectionState, type RowOf, defineCollection } from '../../../src/core/store/collection.ts'
import type { Condition, ListQuery, Position } from '../../../src/core/store/query.ts'
import * as kept from '../../../src/core/store/kept.ts'
import { Store } from '../../../src/core/store/store.ts'

type Thing = RowOf<typeof things>

const things = defineCollection(
  'things',
  { name: kept.orNull(kept.text), size: kept.orNull(kept.number), group: kept.text },
  // No list is kept of the second group, whose rows are found all the same.
  { indexes: ['group', 'name'], unlisted: { group: 'b' }, texts: ['name'], orders: ['size'] },
)

const counted = defineCollection('counted', {}, { ids: 'counted', prefix: 'C' })

/** Sorted by a field whose order nobody keeps. */
const unordered = defineCollection('unordered', { size: kept.number })

function refuses(act: () => unknown): boolean {
  try {
    act()
    return false
  } catch {
    return true
  }
}

// A naive model of a collection: a list that is filtered, sorted and cut anew for each question.

type Model = Thing[]

const FIELDS = [undefined, 'name', 'size', 'group'] as const

const rank = (value: unknown): [number, number | string] =>
  value === null || value === undefined
    ? [0, 0]
    : typeof value === 'number'
      ? [1, value]
      : [2, (value as string).toLowerCase()]

function inOrder(model: Model, field: (typeof FIELDS)[number]): Model {
  return model.toSorted((a, b) => {
    if (field === undefined) return a.sequence - b.sequence
    const [kind, value] = rank(a[field])
    const [otherKind, other] = rank(b[field])
    return kind - otherKind || (value < other ? -1 : value > other ? 1 : a.sequence - b.sequence)
  })
}

const MEANING: Record<string, (actual: unknown, wanted: unknown) => boolean> = {
  equals: (actual, wanted) => actual === wanted,
  differs: (actual, wanted) => actual !== wanted,
  startsWith: (actual, wanted) => typeof actual === 'string' && actual.toLowerCase().startsWith(String(wanted)),
  matches: (actual, wanted) => typeof actual === 'string' && actual.toLowerCase() === String(wanted).toLowerCase(),
  oneOf: (actual, wanted) => (wanted as unknown[]).includes(actual),
  isSet: (actual, wanted) => (actual !== null) === wanted,
  atLeast: (actual, wanted) => actual !== null && (actual as number) >= (wanted as number),
  above: (actual, wanted) => actual !== null && (actual as number) > (wanted as number),
  atMost: (actual, wanted) => actual !== null && (actual as number) <= (wanted as number),
  below: (actual, wanted) => actual !== null && (actual as number) < (wanted as number),
}

const fits = (row: Thing, where: readonly Condition[]): boolean =>
  where.every(({ field, is, value }) => MEANING[is]!(row[field as keyof Thing], value))

function answer(model: Model, query: ListQuery): { rows: Thing[]; more: boolean; total: number } {
  const sorted = inOrder(model, query.sort as (typeof FIELDS)[number])
  const matches = (query.descending ? sorted.toReversed() : sorted).filter((row) => fits(row, query.where ?? []))
  const from = query.skip ?? 0
  return {
    rows: matches.slice(from, from + query.take),
    more: matches.length > from + query.take,
    total: query.count ? matches.length : 0,
  }
}

const names = fc.constantFrom(null, 'Anna', 'anna', 'Ben', 'Éva', 'zoe', '')
const sizes = fc.constantFrom(null, -1, 0, 1, 2, 2.5, 10)
const groups = fc.constantFrom('a', 'b')
const ids = fc.nat({ max: 40 }).map((number) => `T${number}`)

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('group'), is: fc.constantFrom('equals' as const, 'differs' as const), value: groups }),
  fc.record({ field: fc.constant('name'), is: fc.constantFrom('equals' as const, 'differs' as const), value: names }),
  fc.record({
    field: fc.constant('name'),
    is: fc.constant('startsWith' as const),
    value: fc.constantFrom('a', 'an', 'z'),
  }),
  fc.record({
    field: fc.constant('name'),
    is: fc.constant('matches' as const),
    value: fc.constantFrom('ANNA', 'null', 'éVA', ''),
  }),
  fc.record({ field: fc.constant('id'), is: fc.constant('equals' as const), value: ids }),
  fc.record({ field: fc.constant('id'), is: fc.constant('oneOf' as const), value: fc.array(ids, { maxLength: 6 }) }),
  fc.record({ field: fc.constant('size'), is: fc.constantFrom('equals' as const, 'differs' as const), value: sizes }),
  fc.record({
    field: fc.constant('size'),
    is: fc.constantFrom('atLeast' as const, 'above' as const, 'atMost' as const, 'below' as const),
    value: fc.constantFrom(-2, 0, 1, 2.5, 11, NaN),
  }),
  fc.record({
    field: fc.constantFrom('size', 'name'),
    is: fc.constant('isSet' as const),
    value: fc.boolean(),
  }),
)

const query = fc.record({
  where: fc.array(condition, { maxLength: 3 }),
  sort: fc.constantFrom(...FIELDS),
  descending: fc.boolean(),
  skip: fc.nat({ max: 5 }),
  take: fc.nat({ max: 8 }),
  count: fc.boolean(),
})

const anyChange = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('insert' as const), name: names, size: sizes, group: groups }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('update' as const),
      which: fc.nat(),
      changes: fc.record({ name: names, size: sizes, group: groups }, { requiredKeys: [] }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('update all' as const),
      before: groups,
      changes: fc.record({ name: names, size: sizes, group: groups }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({
        do: fc.constant('replace' as const),
        field: fc.constant('name' as const),
        before: names,
        after: names,
      }),
      fc.record({
        do: fc.constant('replace' as const),
        field: fc.constant('size' as const),
        before: sizes,
        after: sizes,
      }),
    ),
  },
)

type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never

/** Does the same to a collection and to its model. */
function apply(change: Change, collection: Collection<Thing>, model: Model, id: string): void {
  if (change.do === 'insert') {
    const { do: _, ...fields } = change
    model.push(collection.insert({ id, ...fields }))
    return
  }
  if (model.length === 0) return
  if (change.do === 'replace') {
    const changed = touched(change, model)
    collection.replaceValue(change.field, change.before, change.after)
    for (const row of changed) model[model.indexOf(row)] = collection.get(row.id)!
    if (changed.some((row) => collection.get(row.id)![change.field] !== change.after))
      throw new Error('A row kept its old value.')
    return
  }
  if (change.do === 'update all') {
    const changed = touched(change, model)
    collection.updateAll(changed, () => change.changes)
    for (const row of changed) model[model.indexOf(row)] = collection.get(row.id)!
    return
  }
  const at = change.which % model.length
  if (change.do === 'update') model[at] = collection.update(model[at]!, change.changes)
  else collection.delete(model.splice(at, 1)[0]!)
}

/** The rows that a change is about. */
function touched(change: Change, model: Model): Thing[] {
  if (change.do === 'insert' || model.length === 0) return []
  if (change.do === 'update all') return model.filter(({ group }) => group === change.before)
  if (change.do === 'replace') return model.filter((row) => row[change.field] === change.before)
  return [model[change.which % model.length]!]
}

describe('a collection', () => {
  test('answers any question as a naive list would, whatever was inserted, updated and deleted', () => {
    fc.assert(
      fc.property(
        fc.array(anyChange, { maxLength: 60 }),
        fc.array(query, { minLength: 1, maxLength: 5 }),
        (changes, queries) => {
          const collection = new Collection(things)
          const model: Model = []
          for (const [index, one] of changes.entries()) apply(one, collection, model, `T${index}`)
          const copy = new Collection(things, JSON.parse(JSON.stringify(collection.state())) as CollectionState<Thing>)
          for (const one of [collection, copy]) {
            expect(one.size).toBe(model.length)
            expect([...one.all()]).toEqual(inOrder(model, undefined))
            for (const value of ['a', 'b'])
              expect([...one.by('group', value)]).toEqual(model.filter((row) => row.group === value))
            expect([...one.by('size', 2)]).toEqual(model.filter((row) => row.size === 2))
            for (const asked of queries) expect(one.list(asked)).toMatchObject(answer(model, asked))
          }
          for (const row of model) expect(collection.get(row.id)).toBe(row)
          expect(collection.get('nobody')).toBeUndefined()
        },
      ),
    )
  })

  test('walks its pages: every row that was there all along is visited exactly once, whatever else comes and goes', () => {
    const walk = fc.record({
      before: fc.array(fc.record({ name: names, size: sizes, group: groups }), { maxLength: 40 }),
      meanwhile: fc.array(fc.array(anyChange, { maxLength: 4 }), { maxLength: 30 }),
      loseThePlace: fc.boolean(),
      sort: fc.constantFrom(...FIELDS),
      descending: fc.boolean(),
      narrow: fc.boolean(),
      take: fc.integer({ min: 1, max: 7 }),
    })
    fc.assert(
      fc.property(walk, ({ before, meanwhile, loseThePlace, sort, descending, narrow, take }) => {
        const collection = new Collection(things)
        const model: Model = before.map((row, index) => collection.insert({ id: `T${index}`, ...row }))
        const steadfast = new Set(model)
        const where: Condition[] = narrow ? [{ field: 'group', is: 'equals', value: 'a' }] : []
        const visited: Thing[] = []
        let beyond: Position | undefined
        for (let turn = 0; ; turn++) {
          const page = collection.list({ where, sort, descending, beyond, take })
          visited.push(...page.rows)
          beyond = page.last
          if (!page.more) break
          const shown = page.rows.at(-1)!
          for (const one of (meanwhile[turn] ?? []).map((change, index) => [change, `M${turn}-${index}`] as const)) {
            const [what, id] = one
            for (const row of touched(what, model)) steadfast.delete(row)
            apply(what, collection, model, id)
          }
          // The row that names the place may go, too.
          if (loseThePlace && model.includes(shown)) {
            collection.delete(shown)
            model.splice(model.indexOf(shown), 1)
            steadfast.delete(shown)
          }
          if (turn > 500) throw new Error('The walk does not end.')
        }
        for (const row of steadfast) expect(visited.filter((one) => one === row)).toHaveLength(fits(row, where) ? 1 : 0)
        const order = inOrder([...steadfast], sort)
        const expected = (descending ? order.toReversed() : order).filter((row) => fits(row, where))
        expect(visited.filter((row) => steadfast.has(row))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['ascending', (index: number) => index],
    ['descending', (index: number) => -index],
    ['without any order', (index: number) => (index * 7919) % 5003],
    ['all alike', () => 0],
  ])('shows any page of thousands as if all had been sorted: %s', (_, sizeOf) => {
    const collection = new Collection(unordered)
    for (let index = 0; index < 5000; index++) collection.insert({ id: String(index), size: sizeOf(index) })
    const sorted = collection
      .all()
      .toArray()
      .toSorted((a, b) => a.size - b.size || a.sequence - b.sequence)
    for (const descending of [false, true]) {
      const all = descending ? sorted.toReversed() : sorted
      for (const skip of [0, 1, 700, 2500, 4990, 5000, 6000]) {
        const page = collection.list({ sort: 'size', descending, skip, take: 20 })
        expect(page.rows).toEqual(all.slice(skip, skip + 20))
        expect(page.more).toBe(skip + 20 < 5000)
      }
      const beyond = collection.list({ sort: 'size', descending, skip: 1999, take: 1 }).last
      expect(collection.list({ sort: 'size', descending, beyond, take: 20 }).rows).toEqual(all.slice(2000, 2020))
    }
  })

  test('goes on where the last row of a page was, although that row is gone', () => {
    const collection = new Collection(things)
    const rows = [3, 1, 2].map((size, index) => collection.insert({ id: `T${index}`, name: null, size, group: 'a' }))
    const first = collection.list({ sort: 'size', take: 1 })
    expect(first).toMatchObject({ rows: [rows[1]], more: true, last: { value: 1, sequence: 2 } })
    collection.delete(rows[1]!)
    expect(collection.list({ sort: 'size', take: 5, beyond: first.last })).toMatchObject({
      rows: [rows[2], rows[0]],
      more: false,
    })
    expect(collection.list({ sort: 'size', descending: true, take: 5, beyond: first.last })).toMatchObject({
      rows: [],
      more: false,
      last: undefined,
    })
  })

  test('refuses a second row of the same id', () => {
    const collection = new Collection(things)
    collection.insert({ id: 'T1', name: null, size: null, group: 'a' })
    expect(() => collection.insert({ id: 'T1', name: null, size: null, group: 'b' })).toThrow(
      'A row "T1" is there already.',
    )
    expect(collection.by('group', 'b').toArray()).toEqual([])
    expect(collection.get('T1')).toMatchObject({ group: 'a' })
    expect([collection.size, collection.all().length]).toEqual([1, 1])
    expect(collection.insert({ id: 'T2', name: null, size: null, group: 'b' }).sequence).toBe(2)
  })

  test('finds each row of counted ids by its id alone, in whatever order they come and whichever are left out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -8, max: 12 }), { maxLength: 25 }), fc.nat(25), (numbers, forkedAt) => {
        let collection = new Collection(counted)
        const model = new Map<string, number>()
        const taken: string[] = []
        for (const [at, number] of numbers.entries()) {
          // What is below zero is deleted.
          const id = `C${Math.abs(number)}`
          const there = model.get(id)
          if (number <= 0) {
            if (there !== undefined) collection.delete(collection.get(id)!)
            model.delete(id)
          } else if (there === undefined) model.set(id, collection.insert({ id }).sequence)
          else if (!refuses(() => collection.insert({ id }))) taken.push(id)
          if (at === forkedAt) collection = collection.fork()
        }
        for (const id of ['C', 'C0', 'C1.5', 'C01', 'C1e1', '1', ...Array.from({ length: 13 }, (_, n) => `C${n}`)])
          expect(collection.get(id)?.sequence).toBe(model.get(id))
        expect([collection.size, taken]).toEqual([model.size, []])
      }),
      { seed: 19 },
    )
  })

  test('never gives a sequence twice, not even after the newest row was deleted', () => {
    const collection = new Collection(things)
    collection.delete(collection.insert({ id: 'T1', name: null, size: null, group: 'a' }))
    expect(collection.insert({ id: 'T2', name: null, size: null, group: 'a' }).sequence).toBe(2)
  })

  test('deletes a row that is gone already without harm', () => {
    const collection = new Collection(things)
    const row = collection.insert({ id: 'T1', name: null, size: null, group: 'a' })
    collection.delete(row)
    collection.delete(row)
    expect(collection.size).toBe(0)
    const next = collection.insert({ id: 'T1', name: null, size: null, group: 'a' })
    collection.delete(row)
    collection.deleteAll([row])
    expect([collection.get('T1'), ...collection.all(), ...collection.by('group', 'a')]).toEqual([next, next, next])
  })

  test('takes names of things that every object has for what they are', () => {
    const collection = new Collection(things)
    for (const word of ['__proto__', 'constructor', 'toString']) {
      collection.insert({ id: word, name: word, size: null, group: word })
      expect(collection.by('group', word)).toHaveLength(1)
      expect(collection.list({ where: [{ field: ['name', word], is: 'isSet', value: true }], take: 5 }).rows).toEqual(
        [],
      )
    }
  })
})

describe('a store', () => {
  test('keeps what it was given, also of kinds that nobody has asked for', () => {
    const store = new Store()
    store.collection(things).insert({ id: 'T1', name: 'Anna', size: 1, group: 'a' })
    const state = store.state()
    expect(new Store(state).state()).toEqual(state)
    expect(new Store(state).collection(things).all().toArray()).toEqual(store.collection(things).all().toArray())
  })

  test('is the same whether or not somebody looked', () => {
    const store = new Store()
    store.collection(things).list({ take: 1 })
    expect(store.state()).toEqual({})
  })
})

test('where the field that rows are sorted by has to lie between two numbers, no row outside is looked at', () => {
  const collection = new Collection(
    defineCollection('sized', { size: kept.number, colour: kept.text }, { orders: ['size'] }),
  )
  let looked = 0
  for (let size = 1; size <= 1000; size++)
    collection.insert({
      id: `T${size}`,
      size,
      get colour() {
        looked++
        return 'red'
      },
    })
  const where: Condition[] = [
    { field: 'colour', is: 'equals', value: 'red' },
    { field: 'size', is: 'atLeast', value: 500 },
    { field: 'size', is: 'atMost', value: 502 },
  ]
  for (const descending of [true, false]) {
    looked = 0
    const { rows, more } = collection.list({ where, sort: 'size', descending, take: 10 })
    expect([rows.map(({ size }) => size), more]).toEqual([descending ? [502, 501, 500] : [500, 501, 502], false])
    expect(looked).toBeLessThan(5)
  }
})
