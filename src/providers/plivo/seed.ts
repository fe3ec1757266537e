import { Faker, base, en } from '@faker-js/faker'
import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import type { Call } from '../../http/call.ts'
import { latest } from '../../http/example.ts'
import { readFields } from '../../http/field.ts'
import { NUMBER } from './furnish.ts'
import { applications } from './applications/application.ts'
import { applicationEndpoints } from './applications/endpoints.ts'
import { mediaEndpoints } from './media/endpoints.ts'
import { media } from './media/media.ts'
import { checkSend } from './messages/check-send.ts'
import { messages } from './messages/message.ts'
import { sendFields } from './messages/message-fields.ts'
import { sendMessage } from './messages/send-message.ts'
import { offersIn } from './phone-numbers/offer.ts'
import { powerpackEndpoints } from './powerpacks/endpoints.ts'
import { poolEndpoints } from './powerpacks/pool-endpoints.ts'
import { powerpacks } from './powerpacks/powerpack.ts'
import { subaccountEndpoints } from './subaccounts/endpoints.ts'
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
    let sent: string
    on(day, 10, () => (sent = send(world, person, `Order ${order} (${thing}) is on its way.`)))
    on(day, 14, () => {
      if (answer !== undefined && world.collection(messages).get(sent)?.state === 'delivered')
        world.write(person.number, `+${NUMBER}`, answer)
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

  // The newsletter goes out with a picture, from numbers of its own; a part of the shop has an account of its own.
  const main = { authId: authIdOf(world, null), subaccount: null }
  const carry = (id: string, body: Record<string, unknown>, params: Record<string, string> = {}): void => {
    const endpoint = ENDPOINTS.find((one) => one.id === id)!
    const call = { world, caller: main, params, body, request: { origin: '', ip: '127.0.0.1' } }
    void endpoint.handle(call as unknown as Call)
  }
  on(0, 8, () => carry('plivo.createSubaccount', { name: 'Repairs', enabled: true }))
  on(0, 9, () => carry('plivo.createApplication', { app_name: 'Newsletter' }))
  on(1, 8, () => carry('plivo.createPowerpack', { name: 'Newsletter', application_id: latest(world, applications) }))
  for (const type of ['local', 'tollfree'] as const)
    on(1, 9, () => {
      const pool_uuid = world.collection(powerpacks).all().at(0)!.pool
      const number = offersIn(world, { country: 'US', type })[0]!
      carry('plivo.addPoolNumber', { rent: true, service: 'mms' }, { pool_uuid, number })
    })
  on(5, 9, () => carry('plivo.uploadMedia', { file: [{ name: 'spring.png', contentType: 'image/png', size: 48_213 }] }))
  for (const person of faker.helpers.arrayElements(people, 6))
    on(6, 10, () => {
      const news = { type: 'mms', media_ids: [latest(world, media)], powerpack_uuid: latest(world, powerpacks) }
      send(world, person, 'Spring is here: have a look at what is new.', news)
    })
  return acts
}

/** What the account is managed with. */
const ENDPOINTS = [
  ...subaccountEndpoints,
  ...applicationEndpoints,
  ...powerpackEndpoints,
  ...poolEndpoints,
  ...mediaEndpoints,
]

const ANSWERS = ['When will it be here?', 'Great, thanks', 'I am not at home until 6 pm', 'Merci 🙂']

function send(world: World, { number }: Person, text: string, by: Record<string, unknown> = { src: NUMBER }): string {
  const caller = { authId: authIdOf(world, null), subaccount: null }
  const input = readFields(sendFields, { ...by, dst: number, text }, [], [], { world, caller, query: {} })
  return sendMessage(world, checkSend(world, caller, input).outgoing, '127.0.0.1')[0]!
}
