import { Faker, base, en } from '@faker-js/faker'
import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import type { Contact } from './contacts/contact.ts'
import type { Project } from './projects/project.ts'
import { createRow } from './tables/create-row.ts'
import { getOrCreateTable } from './tables/get-or-create-table.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the members of the cooperative bring to its store, on two days of the fortnight, and what they want to buy there. */
export function seedTables(
  world: World,
  project: Project,
  people: readonly Person[],
  contactOf: (person: Person) => Contact,
): Act[] {
  const seed = world.random.fraction('telerivet.seed', 'tables') * 2 ** 32
  const faker = new Faker({ locale: [en, base], seed })
  const acts: Act[] = []
  const write = (table: string, person: Person, day: number, vars: Record<string, string | number | boolean>): void => {
    const at = world.now + day * DAY + 11 * HOUR + faker.number.int({ max: 6 * 3600 }) * 1000
    const run = (): void => {
      const { id: contact_id, vars: known } = contactOf(person)
      const row = { contact_id, from_number: person.number, vars: { crop: String(known['crop']), ...vars } }
      createRow(world, project, getOrCreateTable(world, project, table), row)
    }
    acts.push({ at, run })
  }
  for (const day of [4, 9])
    for (const person of people) {
      const grade = faker.helpers.arrayElement(['A', 'A', 'B', 'C'])
      write('Deliveries', person, day, { bags: faker.number.int({ min: 1, max: 12 }), grade, paid: day === 4 })
    }
  for (const person of faker.helpers.arrayElements(people, 6))
    write('Orders', person, 10, { item: faker.helpers.arrayElement(['fertilizer', 'seed', 'tools']) })
  return acts
}
