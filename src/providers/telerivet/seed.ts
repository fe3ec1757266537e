import { Faker, base, en } from '@faker-js/faker'
import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { createAirtime } from './airtime/create-airtime.ts'
import { changeState } from './services/change-state.ts'
import { createTemplate } from './service-templates/create-template.ts'
import { createService } from './services/create-service.ts'
import { services } from './services/service.ts'
import { WEB_TYPES } from './services/words.ts'
import { updateService } from './services/update-service.ts'
import { createApiKey } from './api-keys/create-api-key.ts'
import { sendBroadcast } from './broadcasts/send-broadcast.ts'
import type { Contact } from './contacts/contact.ts'
import { contactByNumber } from './contacts/find-contact.ts'
import { getOrCreateContact } from './contacts/get-or-create-contact.ts'
import { createGroup } from './groups/create-group.ts'
import { getOrCreateGroup } from './groups/get-or-create-group.ts'
import { updateGroup } from './groups/update-group.ts'
import { getOrCreateLabel } from './labels/get-or-create-label.ts'
import { addLabel } from './messages/add-label.ts'
import { type Message, messages } from './messages/message.ts'
import { sendMessage } from './messages/send-message.ts'
import { organizations } from './organizations/organization.ts'
import { createRoute } from './routes/create-route.ts'
import { createPhone } from './phones/create-phone.ts'
import { phones } from './phones/phone.ts'
import { addDomain } from './short-links/add-domain.ts'
import { openLink } from './short-links/open-link.ts'
import { shortLinks } from './short-links/short-link.ts'
import { projects } from './projects/project.ts'
import { seedMessages } from './seed-messages.ts'
import { seedTables } from './seed-tables.ts'
import { seedTasks } from './seed-tasks.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Francs a kilo. */
const PRICES = { beans: 640, coffee: 480, maize: 400, potatoes: 350, tea: 265 }

/** The members of a farmers' cooperative: they are told of prices and meetings, and some write back. */
export function seed(world: World, people: readonly Person[]): Act[] {
  const faker = new Faker({ locale: [en, base], seed: world.random.fraction('telerivet.seed', 'faker') * 2 ** 32 })
  faker.setDefaultRefDate(world.now)
  const phone = world.collection(phones).all().at(0)!
  const project = world.collection(projects).get(phone.project_id)!
  const acts: Act[] = []
  const on = (day: number, hour: number, run: () => void): void => {
    acts.push({ at: world.now + day * DAY + hour * HOUR + faker.number.int({ max: 3599 }) * 1000, run })
  }
  const contactOf = ({ number }: Person): Contact => contactByNumber(world, project, number, phone.country)!

  for (const { name, number } of people) {
    const crop = faker.helpers.objectKey(PRICES)
    const vars = {
      village: faker.location.city(),
      crop,
      price: PRICES[crop],
      hectares: faker.number.float({ min: 0.2, max: 4, fractionDigits: 1 }),
      member_since: faker.date.past({ years: 8 }).toISOString().slice(0, 10),
      certified: faker.datatype.boolean(),
    }
    on(0, 8, () => {
      const { id } = getOrCreateGroup(world, project, 'Members')
      getOrCreateContact(world, project, { name, phone_number: number, vars, add_group_ids: [id] })
    })
  }

  const send = (person: Person, content: string, route_id?: string): Message =>
    sendMessage(
      world,
      project,
      {
        message_type: 'text',
        contact_id: contactOf(person).id,
        route_id,
        content,
        replace_variables: true,
        is_template: false,
        track_clicks: false,
        priority: 1,
        simulated: false,
      },
      'web',
    )
  /** Sends a text; who got it may answer some hours later. */
  const write = (person: Person, day: number, hour: number, content: string, answers: readonly string[]): void => {
    const answer = faker.helpers.maybe(() => faker.helpers.arrayElement(answers), { probability: 0.5 })
    let sent: string
    on(day, hour, () => (sent = send(person, content).id))
    if (answer === undefined) return
    on(day, hour + faker.number.int({ min: 1, max: 5 }), () => {
      if (world.collection(messages).get(sent)?.status === 'delivered')
        world.write(person.number, phone.phone_number, answer)
    })
  }

  for (const [index, person] of people.entries()) {
    const text = 'Hello [[contact.name]], we buy [[contact.vars.crop]] at [[contact.vars.price]] a kilo this week.'
    write(person, 1 + (index % 5), 9, text, ['Thank you', 'I bring two bags tomorrow', 'Is that the final price?'])
  }
  const place = faker.helpers.arrayElement(['the school', 'the church hall', 'the washing station'])
  const invitation = `The members meet on Saturday at 10:00 at ${place}. Will you come?`
  for (const person of faker.helpers.arrayElements(people, 12))
    write(person, 8, 13, invitation, ['Yes', 'No', 'Yes, two of us 👍'])
  for (const person of faker.helpers.arrayElements(people, 4)) {
    const question = faker.helpers.arrayElement(['When do you buy again?', 'My phone was off. What did you write?'])
    on(11, 15, () => world.write(person.number, phone.phone_number, question))
    on(12, 9, () => send(person, 'We buy on Tuesdays and Fridays, from 8:00.'))
  }

  on(0, 7, () => {
    updateGroup(world, getOrCreateGroup(world, project, 'Members'), { add_time_variable: 'joined' })
    createGroup(world, project, 'Certified growers', { vars: { certified: true } })
  })
  // Whoever looks through what has come in marks what is to be answered.
  on(12, 8, () => {
    const { id } = getOrCreateLabel(world, project, 'To be answered')
    const asked = world
      .collection(messages)
      .all()
      .filter(({ direction, content }) => direction === 'incoming' && content?.endsWith('?') === true)
    for (const message of asked) addLabel(world, message, id)
  })
  const written = { message_type: 'text', replace_variables: false, is_template: false, track_clicks: false } as const
  const tell = (
    persons: readonly Person[],
    content: string,
    more: { title?: string; route_id?: string; track_clicks?: boolean },
  ): void => {
    const to_numbers = persons.map(({ number }) => number)
    sendBroadcast(world, project, { ...written, priority: 1, simulated: false, to_numbers, content, ...more }, 'web')
  }
  const tidings = 'The rains come early this year, see https://example.org/seedbeds_(2026).'
  on(9, 7, () => tell(faker.helpers.arrayElements(people, 10), tidings, { title: 'Weather', track_clicks: true }))

  on(8, 8, () => void addDomain(world, project, 'go.example.org'))
  on(9, 9, () => {
    for (const { id } of world.collection(shortLinks).all().slice(0, 3)) openLink(world, id)
  })

  // Somebody who only counts gets a key that shows, and changes nothing.
  on(3, 10, () => {
    const organization = world.collection(organizations).get(project.organization_id)!
    createApiKey(world, { name: 'Reports', organization, project, permissions: ['View messages', 'View contacts'] })
  })
  // Who walked far to the meeting is given airtime.
  for (const [index, { number }] of people.slice(0, 5).entries()) {
    const price = { price: 0.35, price_currency: 'USD' }
    const given = { to_number: number, value: 500, value_currency: 'RWF', operator_name: 'MTN Rwanda', ...price }
    const outcome =
      index === 4
        ? ({ status: 'failed', status_text: 'The number is not in service' } as const)
        : ({ status: 'successful', status_text: 'Transaction successful' } as const)
    acts.push({
      at: world.now + 9 * DAY + (16 * 60 + index) * MINUTE,
      run: () => createAirtime(world, project, { ...given, ...outcome }),
    })
  }
  // Answers are read by a script for two hours, and were to be read by a webhook that is not there yet.
  let script: string
  on(11, 14, () => {
    const service_type = 'incoming_message_script' as const
    const config = { code: 'sendReply("We write back tomorrow.")' }
    script = createService(world, project, { name: 'Answers', service_type, config }).id
    for (const [index, person] of people.slice(0, 2).entries())
      changeState(world, world.collection(services).get(script)!, contactOf(person), `q${index + 1}`, { crop: 'tea' })
  })
  on(11, 15, () => {
    const service_type = 'contact_script' as const
    const config = { code: 'sendReply("Welcome, " + contact.name)' }
    createService(world, project, { name: 'Welcome', service_type, config })
  })
  on(11, 16, () => updateService(world, world.collection(services).get(script)!, { active: false }))
  on(12, 8, () => {
    const config = { code: 'project.sendMessage({to_number: "+12065550101", content: "The mill called."})' }
    createService(world, project, { name: 'Mill', service_type: 'webhook_script', config })
  })
  // Nor is anybody there yet who would be told of what else happens.
  on(12, 9, () => {
    const config = { url: 'http://127.0.0.1:9/events' }
    for (const service_type of WEB_TYPES) createService(world, project, { service_type, config, active: false })
  })
  on(12, 10, () => {
    const config = { url: 'http://127.0.0.1:9/incoming', secret: 'beans and maize' }
    const service_type = 'incoming_message_webhook' as const
    createService(world, project, { name: 'Book of prices', service_type, config, active: false })
  })
  // What is said to whoever asks for a price was written once, and is filled in for each crop.
  on(12, 11, () => {
    const organization = world.collection(organizations).get(project.organization_id)!
    const { id } = createTemplate(world, {
      name: 'Price of a crop',
      organization,
      project: null,
      contexts: ['contact'],
      parameters: [
        { name: 'crop', type: 'string', required: true, choices: Object.keys(PRICES) },
        { name: 'price', type: 'number', required: true, min: 1 },
      ],
      messages: ['Hello [[contact.name]], we buy [[service.vars.crop]] at [[service.vars.price]] a kilo.'],
      collects_responses: false,
    })
    const config = { template_service_id: id, params: { crop: 'tea', price: PRICES.tea } }
    createService(world, project, { name: 'Price of tea', service_type: 'custom_template_instance', config })
  })
  // A second phone is out of order: what was to go out by it still waits.
  on(13, 9, () => {
    const { phone_type, country } = phone
    const names = { name: 'Android Phone 2', phone_number: '+16505550002' }
    const second = createPhone(world, project, { ...names, phone_type, country, send_paused: true })
    for (const person of faker.helpers.arrayElements(people, 3))
      send(person, 'The truck comes an hour later today.', second.id)
    createRoute(world, project, { name: 'Both phones', rules: [{ phone_ids: [phone.id, second.id] }] })
    const news = 'The washing station is closed tomorrow.'
    tell(faker.helpers.arrayElements(people, 4), news, { route_id: second.id })
  })
  acts.push(
    ...seedMessages(world, project, people),
    ...seedTables(world, project, people, contactOf),
    ...seedTasks(world, project),
  )
  return acts
}
