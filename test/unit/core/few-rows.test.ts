import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Collection, defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'
import type { RowOf } from '../../../src/core/store/collection.ts'
import { Store } from '../../../src/core/store/store.ts'

type Thing = RowOf<typeof things>

const things = defineCollection(
  'things',
  { group: kept.text, tags: kept.listOf(kept.text), size: kept.orNull(kept.number) },
  { indexes: ['group'], members: ['tags'], orders: ['size'] },
)

type Step =
  | { act: 'insert'; group: string; tags: string[]; size: number | null }
  | { act: 'change'; at: number; group: string; tags: string[] }
  | { act: 'delete'; at: number }
  | { act: 'deleteSome'; from: number; to: number }
  | { act: 'regroup'; before: string; after: string }
  | { act: 'fork' }

const group = fc.constantFrom('a', 'b', 'c')
const tags = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'))
const at = fc.nat({ max: 12 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('insert' as const),
      group,
      tags,
      size: fc.option(fc.nat({ max: 3 })),
    }),
  },
  fc.record({ act: fc.constant('change' as const), at, group, tags }),
  fc.record({ act: fc.constant('delete' as const), at }),
  fc.record({ act: fc.constant('deleteSome' as const), from: at, to: at }),
  fc.record({ act: fc.constant('regroup' as const), before: group, after: group }),
  fc.record({ act: fc.constant('fork' as const) }),
)

let made = 0

/** Does a step, and answers the collection to go on with. */
function take(rows: Collection<Thing>, taken: Step, id: string): Collection<Thing> {
  const row = 'at' in taken ? rows.all().at(taken.at) : undefined
  if (taken.act === 'insert') {
    const { act: _act, ...fields } = taken
    rows.insert({ id, sequence: 0, ...fields })
  } else if (taken.act === 'change') {
    if (row) rows.update(row, { group: taken.group, tags: taken.tags })
  } else if (taken.act === 'delete') {
    if (row) rows.delete(row)
  } else if (taken.act === 'deleteSome') rows.deleteAll(rows.all().slice(taken.from, taken.to))
  else if (taken.act === 'regroup') rows.replaceValue('group', taken.before, taken.after)
  else return rows.fork()
  return rows
}

/** All that can be asked without more than looking. */
const looks = (rows: Collection<Thing>) => ({
  size: rows.size,
  all: rows.all().toArray(),
  first: rows.all().at(0),
  groups: ['a', 'b', 'c', 'd'].map((one) => rows.by('group', one).toArray()),
  tagged: ['x', 'y', 'z'].map((one) => rows.by('tags', one).toArray()),
  sized: [null, 0, 1].map((one) => rows.by('size', one).toArray()),
  got: rows.all().map(({ id }) => rows.get(id)),
  now: rows.all().map((row) => rows.now(row)),
  none: rows.get('nobody'),
  state: rows.state(),
})

test('few rows answer as many do, whatever was done to them', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let few = new Store().collection(things)
      let many = new Store().collection(things)
      for (const taken of steps) {
        // Whoever asks for a list has what finds rows among many put together.
        many.list({ take: 1 })
        const id = `thing-${made++}`
        few = take(few, taken, id)
        many = take(many, taken, id)
        expect(looks(few)).toEqual(looks(many))
      }
      expect(few.list({ sort: 'size', take: 100 })).toEqual(many.list({ sort: 'size', take: 100 }))
    }),
    { numRuns: 300 },
  )
})

test('a list of few rows shows them as they are when it is looked at, also once they are many', () => {
  const rows = new Store().collection(things)
  const insert = (id: string) => rows.insert({ id, sequence: 0, group: 'a', tags: [], size: null })
  const first = insert('first')
  const list = rows.all()
  rows.update(first, { group: 'b' })
  expect(list.at(0)!.group).toBe('b')
  for (let more = 0; more < 20; more++) insert(`more-${more}`)
  expect(list.at(0)!.group).toBe('b')
  expect(list.length).toBe(1)
})

test.each([0, 3, 20])(
  'a row of an id that is there already is refused among %i others, and changes nothing',
  (others) => {
    const rows = new Store().collection(things)
    const insert = (id: string) => rows.insert({ id, sequence: 0, group: 'a', tags: [], size: null })
    insert('first')
    for (let more = 0; more < others; more++) insert(`more-${more}`)
    const before = [rows.state(), rows.changes]
    expect(() => insert('first')).toThrow('A row "first" is there already.')
    expect([rows.state(), rows.changes]).toEqual(before)
  },
)

test('each change counts, as few become many', () => {
  const rows = new Store().collection(things)
  for (let count = 0; count < 20; count++) {
    expect(rows.changes).toBe(count)
    rows.insert({ id: `thing-${count}`, sequence: 0, group: 'a', tags: [], size: null })
  }
})
