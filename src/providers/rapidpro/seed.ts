import { Faker, base, en } from '@faker-js/faker'
import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { createBroadcast } from './broadcasts/create-broadcast.ts'
import { activeChannels } from './channels/channel.ts'
import { changeContact, createContact } from './contacts/change-contact.ts'
import type { Contact } from './contacts/contact.ts'
import { contactByIdentity } from './contacts/find-contact.ts'
import { messageRows } from './messages/message.ts'
import { sendMessage } from './messages/send-message.ts'
import { seedChannels } from './seed-channels.ts'
import { seedMedia } from './seed-media.ts'
import { seedMessages } from './seed-messages.ts'
import { knownOf, seedPeople } from './seed-people.ts'
import { seedArchives } from './seed-archives.ts'
import { seedDesk } from './seed-desk.ts'
import { seedFlows } from './seed-flows.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The patients of a clinic: a survey goes out to all in their languages, and reminders to one by one. */
export function seed(world: World, people: readonly Person[]): Act[] {
  const faker = new Faker({ locale: [en, base], seed: world.random.fraction('rapidpro.seed', 'faker') * 2 ** 32 })
  const channel = activeChannels(world)[0]!
  seedArchives(world)
  const acts: Act[] = [...seedPeople(world), ...seedChannels(world, people)]
  const on = (day: number, hour: number, run: () => void): void => {
    acts.push({ at: world.now + day * DAY + hour * HOUR + faker.number.int({ max: 3599 }) * 1000, run })
  }
  const contactOf = ({ number }: Person): Contact => contactByIdentity(world, `tel:${number}`)!

  for (const person of people) {
    const { number, name, language } = person
    const handle = name.toLowerCase().replace(/[^a-z]+/g, '.')
    const urns = [`tel:${number}`, ...(faker.datatype.boolean(0.2) ? [`mailto:${handle}@example.org`] : [])]
    on(0, 7, () => createContact(world, { name, language, ...knownOf(world, person) }, urns))
  }

  const survey = new Map([
    ['eng', 'Hello @contact.first_name, how was your last visit? Answer from 1 (bad) to 5 (good).'],
    ['kin', 'Muraho @contact.first_name, mwakiriwe mute? Subiza 1 (nabi) kugeza 5 (neza).'],
  ])
  acts.push({
    at: world.now + 2 * DAY + 9 * HOUR,
    run: () => createBroadcast(world, { contacts: people.map(contactOf), text: survey }),
  })
  for (const person of faker.helpers.arrayElements(people, 14)) {
    const mark = String(faker.helpers.weightedArrayElement(MARKS))
    on(2, faker.number.int({ min: 10, max: 20 }), () => world.write(person.number, channel.address, mark))
  }

  for (const [index, person] of faker.helpers.arrayElements(people, 20).entries()) {
    const day = 3 + (index % 9)
    const time = `${faker.number.int({ min: 8, max: 16 })}:${faker.helpers.arrayElement(['00', '30'])}`
    const text = REMINDERS[person.language as keyof typeof REMINDERS] ?? REMINDERS.eng
    const answer = faker.helpers.maybe(() => faker.helpers.arrayElement(['OK', 'Thanks!', 'Can I come later?', 'Yego']))
    let sent: string
    on(day, 8, () => (sent = sendMessage(world, { contact: contactOf(person), text: text(time) }).id))
    on(day, 12, () => {
      if (answer !== undefined && messageRows(world).get(sent)?.status === 'delivered')
        world.write(person.number, channel.address, answer)
    })
  }

  // One person moved away; what is sent to a contact that stopped fails at once.
  const gone = faker.helpers.arrayElement(people)
  on(12, 10, () => changeContact(world, contactOf(gone), { status: 'stopped' }))
  on(13, 8, () => sendMessage(world, { contact: contactOf(gone), text: REMINDERS.eng('9:00') }))
  acts.push(...seedMedia(world, people), ...seedMessages(world), ...seedDesk(world, people))
  acts.push(...seedFlows(world, people))
  return acts
}

const MARKS = [
  { value: 5, weight: 5 },
  { value: 4, weight: 4 },
  { value: 3, weight: 2 },
  { value: 1, weight: 1 },
]

const REMINDERS = {
  eng: (time: string) => `Your appointment is tomorrow at ${time}. Please bring your card.`,
  kin: (time: string) => `Ejo saa ${time} ufite gahunda kwa muganga. Zana ikarita.`,
}
