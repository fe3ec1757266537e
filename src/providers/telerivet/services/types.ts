import type { SERVICE_TYPES } from './words.ts'

export type ServiceType = (typeof SERVICE_TYPES)[number]
type Context = 'message' | 'call' | 'ussd_session' | 'row' | 'contact' | 'project'

/** Contexts in which a service can be invoked, each with the events that it takes there. */
type Contexts = Readonly<Partial<Record<Context, readonly string[]>>>

/** What is particular to services of one type. */
interface TypeOfService {
  /** What it is called where nobody gives it a name. */
  title: string
  config: 'webhook' | 'script' | 'template'
  /** None of its own where its template says them. */
  contexts: Contexts
  /** Whether it is triggered by what comes in: messages, calls or USSD sessions. */
  triggeredBy?: 'message' | 'call' | 'ussd_session'
  /** Whether people invoke it by hand, in the web app. */
  byHand?: true
  /** Whether third parties trigger it, by its own URL. */
  byWebhook?: true
}

const BY_MESSAGE = { contexts: { message: ['incoming_message', 'default'] }, triggeredBy: 'message' } as const

/** The services that can be created through the API. */
export const TYPES: Readonly<Record<ServiceType, TypeOfService>> = {
  incoming_message_webhook: { title: 'Webhook', config: 'webhook', ...BY_MESSAGE },
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
    contexts: { call: ['incoming_call', 'outgoing_call', 'default'] },
    triggeredBy: 'call',
  },
  ussd_script: {
    title: 'USSD Script',
    config: 'script',
    contexts: { ussd_session: ['incoming_ussd_session', 'default'] },
    triggeredBy: 'ussd_session',
  },
  project_script: { title: 'Project Script', config: 'script', contexts: { project: ['default'] }, byHand: true },
  custom_template_instance: { title: 'Service', config: 'template', contexts: {}, triggeredBy: 'message' },
}
