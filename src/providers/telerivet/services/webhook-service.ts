import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { isE164 } from '../../../standards/e164.ts'
import { contactResource } from '../contacts/contact.ts'
import { toPhoneNumber } from '../dialect/phone-numbers.ts'
import { webhookCall } from '../dialect/webhook.ts'
import type { Message } from '../messages/message.ts'
import { messageResource } from '../messages/message-view.ts'
import { phones } from '../phones/phone.ts'
import type { WebhookConfig } from './config.ts'
import type { Occasion } from './occasion.ts'
import type { Service } from './service.ts'
import { type ServiceRun, queueOf } from './service-run.ts'
import { serviceStates, stateKey, stateView } from './service-state.ts'

/** What a webhook service wants to find again when its receiver has answered. */
export interface Asked extends JsonObject {
  service: string
  /** Null where it is only told of something, and not run: then nobody waits for it, and no reply is obeyed. */
  run: string | null
  message: string | null
  contact: string | null
  route: string | null
}

const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'

/** Whether that is what a call is about; calls of others are about other things, as are those of an edited snapshot. */
export const isAsked = (about: JsonObject | undefined): about is Asked =>
  typeof about?.['service'] === 'string' &&
  ['run', 'message', 'contact', 'route'].every((name) => isTextOrNull(about[name]))

/**
 * What a service is run for: the message, if it is one, and its contact, with where that stands in the service and the
 * secret that proves who posts.
 */
export const webhookOf = (
  world: World,
  service: Service,
  run: ServiceRun,
  { message, contact }: Occasion,
): OutboundCall => {
  const { url, secret } = service.config as WebhookConfig
  const state = contact && world.collection(serviceStates).get(stateKey(service.id, contact.id))
  const asked: Asked = {
    service: service.id,
    run: run.id,
    message: message?.id ?? null,
    contact: contact?.id ?? null,
    route: run.route_id,
  }
  return webhookCall({
    event: run.event,
    url,
    values: {
      ...(message
        ? { ...messageResource.view.object(message, world), from_number_e164: e164Of(world, message) }
        : { contact_id: contact?.id, project_id: service.project_id }),
      service_id: service.id,
      contact: contact && contactResource.view.object(contact, world),
      state: state && stateView.object(state, world),
      ...Object.fromEntries(Object.entries(run.variables).map(([name, value]) => [`$${name}`, value])),
    },
    secret,
    queue: queueOf(run),
    about: { ...asked },
  })
}

/** The international form of who wrote; left out where the number has none. */
function e164Of(world: World, { from_number, phone_id }: Message): string | undefined {
  const number = toPhoneNumber(from_number, world.collection(phones).get(phone_id)?.country ?? null)
  return isE164(number) ? number : undefined
}
