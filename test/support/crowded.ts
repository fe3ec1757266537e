import clinic from '../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { routes } from '../../src/core/network/route.ts'
import type { World } from '../../src/core/world.ts'
import { createContact } from '../../src/providers/rapidpro/contacts/change-contact.ts'
import { addLabel } from '../../src/providers/rapidpro/messages/change-messages.ts'
import { messageRows } from '../../src/providers/rapidpro/messages/message.ts'
import { sendMessage } from '../../src/providers/rapidpro/messages/send-message.ts'
import { contacts } from '../../src/providers/telerivet/contacts/contact.ts'
import { newId } from '../../src/providers/telerivet/dialect/ids.ts'
import { messages } from '../../src/providers/telerivet/messages/message.ts'
import { serviceStates, stateKey } from '../../src/providers/telerivet/services/service-state.ts'
import { type Asked, askIn } from './ask-in.ts'
import type { startBare } from './bare-simulator.ts'

/** So many rows stand behind each long verb: some slices full. */
const MANY = 250

export const WRITER = '+250788999111'

type Bare = ReturnType<typeof startBare>

type Ask = (asked: Asked) => Promise<any> // oxlint-disable-line typescript/no-explicit-any -- as JSON gives it

/** Fills a world with what many rows belong to; answers the ids of that. */
export async function crowd(bare: Bare, world: World) {
  const ask: Ask = async ([api, method, address, given]) => {
    const { status, body } = await askIn(bare, world, [api, method, address, given])
    if (status > 201) throw new Error(`${method} ${address} was answered ${status}: ${body}`)
    return JSON.parse(body)
  }
  const { phone_id: phone } = world.credentials['telerivet'] as { phone_id: string }
  const { channel } = world.credentials['rapidpro'] as { channel: string }
  const t = { phone, ...(await crowdTelerivet(world, ask, phone)) }
  const r = { channel, ...(await crowdRapidpro(world, ask, channel)) }
  return { t, r }
}

export type Crowd = Awaited<ReturnType<typeof crowd>>

async function crowdTelerivet(world: World, ask: Ask, phone: string) {
  const make = (path: string, body: object) => ask(['telerivet', 'POST', path, body])
  const { id: group } = await make('groups', { name: 'Many' })
  const { id: label } = await make('labels', { name: 'Stock' })
  const { id: table } = await make('tables', { name: 'Reports' })
  const { id: dynamic } = await ask(['admin', 'POST', 'telerivet/dynamic-groups', { name: 'Tea', filter: TEA }])
  const { id: route } = await ask(['admin', 'POST', 'telerivet/custom-routes', { rules: [{ phone_ids: [phone] }] }])
  const config = { url: 'http://127.0.0.1:9/', secret: 'x' }
  const service_type = 'incoming_message_webhook'
  const { id: service } = await make('services', { name: 'Survey', service_type, config })

  const people = world.collection(contacts)
  const { id: first } = await make('contacts', { name: 'Amina', phone_number: '+250788999222', vars: { crop: 'tea' } })
  for (let at = 0; at < MANY; at++) {
    const groups = { group_ids: [group, dynamic], default_route_id: at % 2 === 0 ? route : phone }
    const { id, project_id } = people.insert({
      ...people.get(first)!,
      id: newId(world, 'contact'),
      sequence: 0,
      ...groups,
    })
    const about = { vars: {}, time_created: 0, time_updated: 0, sequence: 0 as const, state: 'asked' }
    const where = { id: stateKey(service, id), project_id, service_id: service, contact_id: id }
    world.collection(serviceStates).insert({ ...about, ...where })
  }

  await make(`phones/${phone}`, { send_paused: true })
  const rows = world.collection(messages)
  for (let at = 0; at < MANY; at += 50)
    await make('send_multi', {
      messages: Array.from({ length: 50 }, (_, of) => ({ to_number: '+250788123123', content: `${at + of}` })),
    })
  rows.updateAll(
    rows.all().filter(({ status }) => status === 'queued'),
    ({ extra }) => ({ extra: { ...extra, label_ids: [label] } }),
  )

  const { id: row } = await make(`tables/${table}/rows`, { vars: { crop: 'tea' } })
  for (let at = 1; at < MANY; at++) await make(`tables/${table}/rows`, { vars: { crop: `${at}` } })
  const { id: broadcast } = await make('send_broadcast', {
    to_numbers: Array.from({ length: MANY }, (_, at) => `+2507881${10_000 + at}`),
    content: 'Hello',
  })
  await world.clock.advanceTo(world.now + 5000)
  const { id: text } = rows.by(['extra', 'label_ids'], label).at(-1)!
  const { id: member } = people.by('group_ids', group).at(-1)!
  return { group, label, table, dynamic, route, service, row, broadcast, text, member }
}

async function crowdRapidpro(world: World, ask: Ask, channel: string) {
  const make = (path: string, body: object) => ask(['rapidpro', 'POST', path, body])
  const { flows } = await ask(['admin', 'POST', 'rapidpro/flows', clinic])
  const { uuid: group } = await make('groups.json', { name: 'Many' })
  const { uuid: reminded } = await make('groups.json', { name: 'Reminded by many' })
  const { uuid: label } = await make('labels.json', { name: 'Stock of many' })
  const { uuid: campaign } = await make('campaigns.json', { name: 'Reminders of many', group: reminded })
  await make('fields.json', { name: 'Seen', type: 'datetime' })
  const when = { relative_to: 'created_on', offset: 1, unit: 'days', delivery_hour: -1 }
  const { uuid: event } = await make('campaign_events.json', { campaign, ...when, message: 'Hello' })
  const flow = flows[0].uuid
  const { uuid: brings } = await make('campaign_events.json', { campaign, ...when, flow })

  const writer = createContact(world, { name: 'Amina' }, [`tel:${WRITER}`])
  const address = world
    .collection(routes)
    .all()
    .find(({ account }) => account === channel)!.id
  for (let at = 0; at < MANY; at++) {
    createContact(world, { name: `Patient ${at}`, groups: [group, reminded] })
    sendMessage(world, { contact: writer, text: `${at}` })
    world.receive(WRITER, address, `${at}`)
  }
  const written = messageRows(world)
    .by('contact', writer.id)
    .filter(({ direction }) => direction === 'in')
  for (let at = 0; at < written.length; at += 100) addLabel(world, written.slice(at, at + 100), label)
  return { flow, group, reminded, label, campaign, event, brings, writer: writer.id, when }
}

const TEA = { vars: { crop: 'tea' } }
