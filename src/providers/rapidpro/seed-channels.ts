import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { keepChannelEvent } from './channel-events/keep-channel-event.ts'
import { activeChannels } from './channels/channel.ts'
import { createChannel } from './channels/create-channel.ts'
import { createClassifier } from './classifiers/create-classifier.ts'
import { contactByIdentity } from './contacts/find-contact.ts'
import { moment } from './dialect/times.ts'
import { createOptIn } from './optins/create-optin.ts'
import { keepTemplate } from './templates/keep-template.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The clinic gets an old phone and an account at WhatsApp, and people call its number. */
export function seedChannels(world: World, people: readonly Person[]): Act[] {
  const at = (day: number, hour: number, run: () => void): Act => ({ at: world.now + day * DAY + hour * HOUR, run })
  const call = ({ number }: Person, type: 'call-in' | 'call-in-missed'): void => {
    const urn = `tel:${number}`
    const contact = contactByIdentity(world, urn)!
    keepChannelEvent(world, { type, contact: contact.id, urn, channel: activeChannels(world)[0]!.id })
  }
  return [
    at(1, 9, () => createOptIn(world, { name: 'Vaccination days' })),
    at(5, 13, () => call(people[0]!, 'call-in-missed')),
    at(5, 14, () => call(people[0]!, 'call-in')),
    at(6, 10, () => addPhone(world)),
    at(6, 11, () => addWhatsApp(world)),
    at(7, 9, () =>
      createClassifier(world, { name: 'Symptoms', type: 'wit', intents: ['report_fever', 'ask_appointment'] }),
    ),
  ]
}

function addPhone(world: World): void {
  createChannel(world, {
    name: 'Reception phone',
    address: '+250788000010',
    type: 'android',
    country: 'RW',
    schemes: ['tel'],
    send: null,
    // It is there for those who write to it.
    prefixes: ['250788000'],
    device: { name: 'Nexus 5X', power_level: 99, power_status: 'FUL', power_source: 'AC', network_type: 'WIFI' },
    last_seen: moment(world),
  })
}

function addWhatsApp(world: World): void {
  const { id: channel } = createChannel(world, {
    name: 'Clinic at WhatsApp',
    address: '250788000011',
    type: 'whatsapp',
    country: null,
    schemes: ['whatsapp'],
    send: null,
  })
  const translation = { channel, namespace: '', status: 'approved' } as const
  keepTemplate(world, 'appointment', [
    { ...translation, locale: 'eng-US', content: 'Hello {{1}}, your appointment is on {{2}}.' },
    { ...translation, locale: 'kin', content: 'Muraho {{1}}, gahunda yawe ni ku wa {{2}}.', status: 'pending' },
  ])
}
