import type { CONTEXTS, SERVICE_TYPES, WEB_TYPES } from './words.ts'

export type WebType = (typeof WEB_TYPES)[number]
export type ServiceType = (typeof SERVICE_TYPES)[number] | WebType
export type Context = (typeof CONTEXTS)[number]

/** Contexts in which a service can be invoked, each with the events that it takes there. */
export type Contexts = Readonly<Partial<Record<Context, readonly string[]>>>

/** All events that there are in each context. */
export const EVENTS_OF = {
  message: ['incoming_message', 'default'],
  call: ['incoming_call', 'outgoing_call', 'default'],
  ussd_session: ['incoming_ussd_session', 'default'],
  row: ['default'],
  contact: ['default'],
  project: ['default'],
} as const satisfies Contexts

const INCOMING = ['message', 'call', 'ussd_session'] as const
type Incoming = (typeof INCOMING)[number]

/** What is particular to services of one type. */
interface TypeOfService {
  /** What it is called where nobody gives it a name. */
  title: string
  config: 'webhook' | 'script' | 'template'
  /** None of its own where its template says them. */
  contexts: Contexts
  /** Whether it is triggered by what comes in: messages, calls or USSD sessions. */
  triggeredBy?: Incoming
  /** Whether people invoke it by hand, in the web app. */
  byHand?: true
  /** Whether third parties trigger it, by its own URL. */
  byWebhook?: true
}

const BY_MESSAGE = { contexts: { message: EVENTS_OF.message }, triggeredBy: 'message' } as const

/** The services that can be created through the API, and on the web pages. */
export const TYPES: Readonly<Record<ServiceType, TypeOfService>> = {
  incoming_message_webhook: {
    title: 'Webhook',
    config: 'webhook',
    contexts: { ...BY_MESSAGE.contexts, contact: ['default'] },
    triggeredBy: 'message',
  },
  incoming_message_script: { title: 'Incoming Message Script', config: 'script', ...BY_MESSAGE },
  contact_script: { title: 'Contact Script', config: 'script', contexts: { contact: ['default'] }, byHand: true },
  message_script: { title: 'Message Script', config: 'script', contexts: { message: ['default'] }, byHand: true },
  data_row_script: { title: 'Data Row Script', config: 'script', contexts: { row: ['default'] }, byHand: true },
  webhook_script: {
    title: 'Webhook Script',
    config: 'script',
    contexts: { project: ['webhook', 'default'] },
    byWebhook: true,
  },
  voice_script: {
    title: 'Voice Script',
    config: 'script',
    contexts: { call: EVENTS_OF.call },
    triggeredBy: 'call',
  },
  ussd_script: {
    title: 'USSD Script',
    config: 'script',
    contexts: { ussd_session: EVENTS_OF.ussd_session },
    triggeredBy: 'ussd_session',
  },
  project_script: { title: 'Project Script', config: 'script', contexts: { project: ['default'] }, byHand: true },
  message_metadata_webhook: {
    title: 'Message Metadata Webhook',
    config: 'webhook',
    contexts: { message: ['message_metadata', 'default'] },
  },
  contact_update_webhook: {
    title: 'Contact Update Webhook',
    config: 'webhook',
    contexts: { contact: ['contact_update', 'default'] },
  },
  send_broadcast_webhook: {
    title: 'Broadcast Webhook',
    config: 'webhook',
    contexts: { project: ['send_broadcast', 'default'] },
  },
  custom_template_instance: { title: 'Service', config: 'template', contexts: {} },
}

/** All events that services are run for, and told of. */
export const OCCASIONS: readonly string[] = [
  ...new Set(
    [...Object.values(EVENTS_OF), ...Object.values(TYPES).flatMap(({ contexts }) => Object.values(contexts))].flat(),
  ),
]

/** What makes a service of this type do something; the contexts of an instance, which are its template's, say it for it. */
export function occasionsOf(type: ServiceType, contexts: Contexts): Pick<TypeOfService, 'triggeredBy' | 'byHand'> {
  if (TYPES[type].config !== 'template') return TYPES[type]
  const triggeredBy = INCOMING.find((context) => Object.hasOwn(contexts, context))
  return triggeredBy === undefined ? { byHand: true } : { byHand: true, triggeredBy }
}
