import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { activeChannels } from './channels/channel.ts'
import clinic from './clinic-export.json' with { type: 'json' }
import { changeContact } from './contacts/change-contact.ts'
import { contactRows } from './contacts/contact.ts'
import { mergeValues } from './contacts/field-values.ts'
import { contactByIdentity } from './contacts/find-contact.ts'
import { isNamed } from './dialect/names.ts'
import { formatTime } from './dialect/times.ts'
import { changeFlow } from './flows/change-flow.ts'
import { activeFlows } from './flows/flow.ts'
import { importExport } from './flows/import-flows.ts'
import { groupRows } from './groups/group.ts'
import { sendEvent } from './resthook-events/send-event.ts'
import { createResthook } from './resthooks/create-resthook.ts'
import { createSubscriber } from './resthooks/create-subscriber.ts'
import { endRunsOf } from './runs/end-run.ts'
import { runRows } from './runs/run.ts'
import { createStart } from './starts/create-start.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The clinic registers patients and asks them how they were treated, and its records hear of both. */
export function seedFlows(world: World, people: readonly Person[]): Act[] {
  const on = (day: number, hour: number, run: () => void): Act => ({ at: world.now + day * DAY + hour * HOUR, run })
  const idOf = ({ number }: Person): string => contactByIdentity(world, `tel:${number}`)!.id
  const start = (name: string, who: readonly Person[], params = {}): void => {
    const flow = activeFlows(world).find((one) => one.name === name)!
    createStart(world, { flow: flow.id, contacts: who.map(idOf), params })
  }
  const write = ({ number }: Person, text: string): void =>
    void world.write(number, activeChannels(world)[0]!.address, text)
  /** A patient is expected so many days from now, and is reminded of that the day before. */
  const expectVisit = (person: Person, days: number): void => {
    const contact = contactRows(world).get(idOf(person))!
    const patients = groupRows(world).all().find(isNamed('Patients'))!
    const visit = new Map([['visit_date', formatTime((world.now + days * DAY) * 1000)]])
    changeContact(world, contact, { groups: [...contact.groups, patients.id], ...mergeValues(world, contact, visit) })
  }
  return [
    on(0, 7, () => {
      const [registered] = ['patient-registered', 'visit-missed'].map((slug) => createResthook(world, slug))
      createSubscriber(world, registered!, 'http://127.0.0.1:8080/patients')
    }),
    on(0, 7, () => {
      const [registration] = importExport(world, clinic as unknown as Parameters<typeof importExport>[1])
      changeFlow(world, registration!, { labels: ['Patients'] })
    }),
    on(5, 9, () => start('Registration', people.slice(0, 6))),
    on(5, 10, () => write(people[1]!, people[1]!.name)),
    on(10, 9, () => start('Visit survey', people.slice(4, 9), { season: 'dry' })),
    on(10, 11, () => endRunsOf(world, idOf(people[8]!), 'interrupted')),
    on(11, 9, () => {
      for (const [index, person] of people.slice(12, 15).entries()) expectVisit(person, 2 + index * 10)
    }),
    on(12, 9, () => start('Missed visit', people.slice(10, 12))),
    on(13, 8, () => sendEvent(world, 'patient-registered', runRows(world).all().at(-1)!)),
    on(13, 9, () => start('Registration', people.slice(6, 9), { source: 'desk' })),
  ]
}
