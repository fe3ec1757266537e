import { Faker, base, en } from '@faker-js/faker'
import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { readFields } from '../../http/field.ts'
import { NUMBER } from './account/furnish.ts'
import { checkSend } from './messages/check-send.ts'
import { type Message, messages } from './messages/message.ts'
import { sendFields } from './messages/send-fields.ts'
import { sendMessage } from './messages/send-message.ts'
import { authIdOf } from './subaccounts/subaccount.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The customers of a shop: they get codes and news of their orders, ask back, and one wants no more of it. */
export function seed(world: World, people: readonly Person[]): Act[] {
  const faker = new Faker({ locale: [en, base], seed: world.random.fraction('plivo.seed', 'faker') * 2 ** 32 })
  const acts: Act[] = []
  const on = (day: number, hour: number, run: () => void): void => {
    acts.push({ at: world.now + day * DAY + hour * HOUR + faker.number.int({ max: 3599 }) * 1000, run })
  }

  for (const [index, person] of people.entries()) {
    const code = faker.string.numeric({ length: 6, allowLeadingZeros: true })
    on(index % 7, faker.number.int({ min: 7, max: 21 }), () => send(world, person, `Your code is ${code}`))
  }
  for (const [index, person] of faker.helpers.arrayElements(people, 15).entries()) {
    const day = 4 + (index % 8)
    const [order, thing] = [faker.string.alphanumeric({ length: 6, casing: 'upper' }), faker.commerce.productName()]
    const answer = faker.helpers.maybe(() => faker.helpers.arrayElement(ANSWERS), { probability: 0.7 })
    let sent: Message
    on(day, 10, () => (sent = send(world, person, `Order ${order} (${thing}) is on its way.`)))
    on(day, 14, () => {
      if (answer !== undefined && sent.state === 'delivered') world.write(person.number, `+${NUMBER}`, answer)
    })
  }

  // What is sent after a STOP fails, until the person writes START.
  const [tired, back] = faker.helpers.arrayElements(people, 2) as [Person, Person]
  for (const person of [tired, back]) {
    on(11, 9, () => send(world, person, `This weekend only: ${faker.number.int({ min: 10, max: 40 })} % off.`))
    on(11, 11, () => world.write(person.number, `+${NUMBER}`, 'STOP'))
    on(12, 9, () => send(world, person, 'Last chance: the offer ends tonight.'))
  }
  on(13, 8, () => world.write(back.number, `+${NUMBER}`, 'START'))
  on(13, 12, () => send(world, back, 'Welcome back.'))
  return acts
}

const ANSWERS = ['When will it be here?', 'Great, thanks', 'I am not at home until 6 pm', 'Merci 🙂']

function send(world: World, { number }: Person, text: string): Message {
  const input = readFields(sendFields, { src: NUMBER, dst: number, text }, [], [])
  const caller = { authId: authIdOf(world, null), subaccount: null }
  const [uuid] = sendMessage(world, checkSend(world, caller, input).outgoing, '127.0.0.1')
  return world.collection(messages).get(uuid!)!
}
