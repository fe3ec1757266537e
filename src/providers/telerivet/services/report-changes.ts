import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { broadcastResource } from '../broadcasts/broadcast-view.ts'
import { broadcasts } from '../broadcasts/broadcast.ts'
import { contactResource, contacts } from '../contacts/contact.ts'
import { webhookCall } from '../dialect/webhook.ts'
import type { MessageChanged } from '../messages/events.ts'
import { messageResource } from '../messages/message-view.ts'
import { messages } from '../messages/message.ts'
import type { WebhookConfig } from './config.ts'
import { services } from './service.ts'
import type { WebType } from './types.ts'
import type { Asked } from './webhook-service.ts'

const NOTHING: OutboundCall[] = []

/** "message_metadata": the message with its contact, what was marked on it, and an ID that marks of one call have in common. */
export function reportMetadata({ message: id, updates }: MessageChanged, world: World): OutboundCall[] {
  const message = updates.length > 0 && hasServices(world) ? world.collection(messages).get(id) : undefined
  if (!message) return NOTHING
  const contact = message.contact_id === null ? undefined : world.collection(contacts).get(message.contact_id)
  const about = { project_id: message.project_id, of: id, message: id, contact: message.contact_id }
  const receivers = told(world, 'message_metadata_webhook', about)
  if (receivers.length === 0) return NOTHING
  const shown = {
    ...messageResource.view.object(message, world),
    contact: contact && contactResource.view.object(contact, world),
    upsert_id: world.random.hex('telerivet.upsert', 16),
  }
  return updates.flatMap((update) => receivers.map((tell) => tell('message_metadata', { ...shown, ...update })))
}

/** "contact_update": the contact as it is now. One that is made without name and number is told of once it has got them. */
export function reportContact({ contact: id }: { contact: string }, world: World): OutboundCall[] {
  const contact = hasServices(world) ? world.collection(contacts).get(id) : undefined
  if (!contact || (contact.name === null && contact.phone_number === null)) return NOTHING
  const about = { project_id: contact.project_id, of: id, message: null, contact: id }
  return told(world, 'contact_update_webhook', about).map((tell) =>
    tell('contact_update', contactResource.view.object(contact, world)),
  )
}

/** "To be notified of new broadcasts as they are sent": the broadcast as it begins. */
export function reportBroadcast({ broadcast: id }: { broadcast: string }, world: World): OutboundCall[] {
  const broadcast = hasServices(world) ? world.collection(broadcasts).get(id) : undefined
  if (!broadcast) return NOTHING
  const about = { project_id: broadcast.project_id, of: id, message: null, contact: null }
  return told(world, 'send_broadcast_webhook', about).map((tell) =>
    tell('send_broadcast', broadcastResource.view.object(broadcast, world)),
  )
}

const hasServices = (world: World): boolean => world.collection(services).size > 0

interface About {
  project_id: string
  /** What is told of: posts of one object to one service go out in their order. */
  of: string
  message: string | null
  contact: string | null
}

type Tell = (event: string, values: Record<string, unknown>) => OutboundCall

/** How each of the project's active services of this type is told. */
const told = (world: World, type: WebType, { project_id, of, message, contact }: About): Tell[] =>
  world
    .collection(services)
    .by('project_id', project_id)
    .filter(({ service_type, active }) => active && service_type === type)
    .sort((a, b) => a.priority - b.priority || a.sequence - b.sequence)
    .map(({ id: service_id, config }) => (event, values) => {
      const { url, secret } = config as WebhookConfig
      const asked: Asked = { service: service_id, run: null, message, contact, route: null }
      const queue = `telerivet:${service_id}:${of}`
      return webhookCall({ event, url, values: { ...values, service_id }, secret, queue, about: { ...asked } })
    })
