import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import type { Contact } from './contacts/contact.ts'
import { type FieldMetadata, changeField } from './fields/change-field.ts'
import type { FieldList } from './fields/custom-field.ts'
import type { Project } from './projects/project.ts'
import { createRow } from './tables/create-row.ts'
import { getOrCreateTable } from './tables/get-or-create-table.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the members of the cooperative bring to its store, what some want to buy there, and how all that is shown. */
export function seedTables(
  world: World,
  project: Project,
  people: readonly Person[],
  contactOf: (person: Person) => Contact,
): Act[] {
  const acts: Act[] = []
  const draw = (what: string, day: number, { number }: Person): number =>
    world.random.fraction('telerivet.seed', `${what} ${number}`, day)
  const oneOf = (words: readonly string[], what: string, day: number, person: Person): string =>
    words[Math.floor(draw(what, day, person) * words.length)]!
  const write = (table: string, person: Person, day: number, vars: Record<string, string | number | boolean>): void => {
    const at = world.now + day * DAY + 11 * HOUR + Math.floor(draw('time', day, person) * 6 * 3600) * 1000
    const run = (): void => {
      const { id: contact_id, vars: known } = contactOf(person)
      const row = { contact_id, from_number: person.number, vars: { crop: String(known['crop']), ...vars } }
      createRow(world, project, getOrCreateTable(world, project, table), row)
    }
    acts.push({ at, run })
  }
  for (const person of people) {
    const grade = oneOf(['A', 'A', 'B', 'C'], 'grade', 9, person)
    const paid = draw('paid', 9, person) < 0.5
    write('Deliveries', person, 9, { bags: 1 + Math.floor(draw('bags', 9, person) * 12), grade, paid })
  }
  for (const person of people.filter((one) => draw('order', 10, one) < 0.3))
    write('Orders', person, 10, { item: oneOf(['fertilizer', 'seed', 'tools'], 'item', 10, person) })
  const say = (day: number, list: FieldList, variable: string, metadata: FieldMetadata): void => {
    acts.push({ at: world.now + day * DAY + 18 * HOUR, run: () => void changeField(world, list, variable, metadata) })
  }
  const ofProject = { project_id: project.id, table_id: null }
  const items = ['beans', 'coffee', 'maize', 'potatoes', 'tea'].map((value) => ({ value, label: `We sell ${value}` }))
  say(1, { of: 'contact', ...ofProject }, 'crop', { name: 'Crop', type: 'select', items, show_on_conversation: true })
  say(1, { of: 'message', ...ofProject }, 'answered_by', { name: 'Answered by', hide_values: true })
  return acts
}
