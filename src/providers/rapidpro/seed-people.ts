import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { NO_VALUES, type Values, mergeValues } from './contacts/field-values.ts'
import { createField } from './fields/create-field.ts'
import { createGlobal } from './globals/change-global.ts'
import { createGroup } from './groups/create-group.ts'
import { groupRows } from './groups/group.ts'
import { createLabel } from './labels/create-label.ts'

const HOUR = 3_600_000

const FIELDS = [
  { name: 'Due date', type: 'datetime' },
  { name: 'Children', type: 'number' },
  { name: 'Village', type: 'text' },
  { name: 'District', type: 'district' },
] as const

/** Queries in their normal form, and the fields that they ask about. */
const SMART_GROUPS = [
  { name: 'Expecting', query: 'fields.due_date != ""', fields: ['due_date'] },
  {
    name: 'Large families',
    query: 'fields.children >= 3 OR (fields.children = 2 AND fields.village = "Kabuye")',
    fields: ['children', 'village'],
  },
]

const GLOBALS = [
  { name: 'Clinic', value: 'Textbed Clinic' },
  { name: 'Help Line', value: '1919' },
]

/** What the clinic sorts its patients and their messages by, and what it wants to know of each. */
export function seedPeople(world: World): Act[] {
  const run = (): void => {
    for (const name of ['Mothers', 'Volunteers']) createGroup(world, { name })
    for (const name of ['Questions', 'Thanks']) createLabel(world, { name })
    for (const field of FIELDS) createField(world, field)
    for (const group of SMART_GROUPS) createGroup(world, group)
    for (const global of GLOBALS) createGlobal(world, global)
  }
  return [{ at: world.now + 6 * HOUR, run }]
}

/** What is known of a patient who comes for the first time. */
export function knownOf(world: World, { number }: Person): Values & { groups: string[] } {
  const draw = (what: string): number => world.random.fraction('rapidpro.seed', `${what} ${number}`)
  const groups = groupRows(world)
    .all()
    .filter(({ name, query }) => query === null && draw(name) < 0.4)
    .map(({ id }) => id)
  const village = VILLAGES[Math.floor(draw('village') * VILLAGES.length)]!
  const values = new Map([
    ['children', String(Math.floor(draw('children') * 4))],
    ['village', village],
    ['district', DISTRICTS[Math.floor(draw('district') * DISTRICTS.length)]!],
    ...(draw('due') < 0.3 ? [['due_date', `${1 + Math.floor(draw('day') * 28)}-03-2026 9:00`] as const] : []),
  ])
  return { groups, ...mergeValues(world, NO_VALUES, values) }
}

const DISTRICTS = ['Gasabo', 'Kicukiro', 'nyarugenge']
const VILLAGES = ['Gasharu', 'Kabuye', 'Nyagasozi', 'Rugarama']
