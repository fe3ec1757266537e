import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { keywordsOf } from '../../src/core/schema-keywords.ts'
import type { CollectionDefinition } from '../../src/core/store/collection.ts'
import type { Row } from '../../src/core/store/row.ts'
import { World, type WorldState } from '../../src/core/world.ts'
import { contacts } from '../../src/providers/rapidpro/contacts/contact.ts'
import { contactFields } from '../../src/providers/rapidpro/fields/contact-field.ts'
import { flowLabels } from '../../src/providers/rapidpro/flows/flow-label.ts'
import { groups } from '../../src/providers/rapidpro/groups/group.ts'
import { ownerOf } from '../../src/providers/rapidpro/users/user.ts'
import { SHOWN, wrong } from './shown.ts'

/** The others: parts of these, shown within them or with something beside, and of what is no row. */
const OTHERS = [
  'ObjectRef',
  'ContactRef',
  'UserRef',
  'Workspace user',
  'Workspace settings',
  'Ticket on its page',
  'Boundary',
  'Archive',
  'Channel on its page',
  'Flow on its page',
  'ContactSummaryRef',
  'FieldRef',
  'Resthook event on its page',
  'Dynamic group',
  'User on its page',
  'Uploaded media',
  'Media of a message',
  'Phone number to rent',
  'Handset',
  'Handset message',
  'Text',
  'Clock',
  'Webhook',
  'World',
  'Journal entry',
]

test('these are all views that there are: whoever defines another adds it above', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`src/${name}`, 'utf8'))
  const titles = sources.flatMap((source) =>
    [...source.matchAll(/viewOf<[^(]*>\(\)\(\s*'([^']+)'/g)].map(([, title]) => title!),
  )
  const known = [...SHOWN.map(({ view }) => keywordsOf(view.schema).title!), ...OTHERS]
  expect(titles.toSorted()).toEqual(known.toSorted())
})

const lively = (JSON.parse(readFileSync('fixtures/lively.json', 'utf8')) as { state: WorldState }).state
const outside = { breathe: () => undefined, settle: () => Promise.resolve() }

/** Everything that a view may look at, with a few rows of each kind that texts are long made of. */
function start(): World {
  const world = new World('default', structuredClone(lively), outside)
  for (const at of [1, 2]) {
    world.collection(groups).insert({
      id: `group-${at}`,
      name: `Group ${at}`,
      query: null,
      fields: [],
      status: 'ready',
      system: false,
      created_on: at,
    })
    world.collection(contactFields).insert({ id: `field-${at}`, name: `Field ${at}`, type: 'text', created_on: at })
  }
  const [first, second] = world.collection(contacts).all()
  world.collection(contacts).update(first!, { groups: ['group-2', 'group-1'], fields: { 'field-1': 'x' } })
  world
    .collection(contacts)
    .update(second!, { groups: ['group-1'], notes: [{ text: 'n', created_on: 1, user: ownerOf(world).id }] })
  return world
}

/** Rows that others take for granted do not go away. */
const STAYS = new Set([
  'telerivet.projects',
  'rapidpro.channels',
  'rapidpro.contacts',
  'rapidpro.campaigns',
  'rapidpro.flows',
  'rapidpro.groups',
  'rapidpro.workspaces',
  'rapidpro.users',
  'rapidpro.teams',
  'rapidpro.topics',
])
const CHANGING = [
  ...new Set<CollectionDefinition<Row>>([
    ...SHOWN.map(({ definition }) => definition),
    flowLabels as unknown as CollectionDefinition<Row>,
  ]),
]

interface Change {
  kind: number
  row: number
  other: number
  field: number
  how: 'take over' | 'turn round' | 'delete' | 'copy'
  text: string
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.nat(),
  row: fc.nat(5),
  other: fc.nat(),
  field: fc.nat(),
  how: fc.constantFrom('take over', 'take over', 'turn round', 'turn round', 'turn round', 'delete', 'copy'),
  text: fc.string({ unit: 'binary' }),
})

let copies = 0

/** Changes one of the first rows of a kind, as whoever changes a row does; what it becomes need make no sense. */
function change(world: World, { kind, row: which, other, field, how, text }: Change): void {
  const definition = CHANGING[kind % CHANGING.length]!
  const rows = world.collection(definition)
  if (rows.size === 0) return
  const row = rows.all().at(which % rows.size)! as Row & Record<string, unknown>
  const from = rows.all().at(other % rows.size)! as Row & Record<string, unknown>
  if (how === 'delete') return STAYS.has(definition.name) ? undefined : rows.delete(row)
  if (how === 'copy') return void rows.insert({ ...row, id: String(100_000 + ++copies), sequence: 0 } as never)
  const fields = Object.keys(row).filter((name) => name !== 'id' && name !== 'sequence')
  const name = fields[field % fields.length]!
  const turned =
    typeof row[name] === 'boolean' ? !row[name] : /(?:^|_)(?:name|text|content)/.test(name) ? text : from[name]
  rows.update(row, { [name]: how === 'turn round' ? turned : from[name] })
}

test(
  'remembered text equals fresh text after any sequence of changes, and is the JSON of the object, for every view',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 12 }), (changes) => {
        const world = start()
        expect(wrong(world)).toEqual([])
        for (const one of changes) {
          change(world, one)
          expect(wrong(world)).toEqual([])
        }
      }),
      { numRuns: 12 },
    )
  },
)
