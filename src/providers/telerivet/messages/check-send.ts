import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import type { Contact } from '../contacts/contact.ts'
import { NO_ID, draftNewcomer } from '../contacts/draft-contact.ts'
import { type Newcomers, contactOf, whose } from '../contacts/find-contact.ts'
import { isDialable, respell } from '../dialect/phone-numbers.ts'
import { NO_VARS, type Vars, mergeVars } from '../dialect/vars.ts'
import { refuseUnknownLabels } from '../labels/label.ts'
import { chooseRoute, countryOf } from '../phones/choose-route.ts'
import type { Phone } from '../phones/phone.ts'
import type { Project } from '../projects/project.ts'
import { isShortDomain } from '../short-links/short-domain.ts'
import { type Outgoing, draftMessage } from './draft-message.ts'
import type { MediaFile, Message, MessageExtra } from './message.ts'
import { namesService, refuseService } from './named-service.ts'
import { type SendRequest, type TextRequest, mediaOf } from './asked-text.ts'
import { render } from './write-content.ts'

/** What is known of a text before it is known who gets it. */
export interface CheckedText {
  message_type: 'sms' | 'mms' | 'chat' | 'call' | 'ussd' | 'service'
  media: MediaFile[] | undefined
  vars: Vars
}

/** What is to be sent, once nothing speaks against it. */
export interface Sending extends CheckedText {
  phone: Phone
  /** The custom route that picked the phone. */
  route_id: string | null
  /** Undefined where nobody is known by the number yet. */
  contact: Contact | undefined
  to_number: string
}

/** Checks what is the same whoever gets it. @throws Problem */
export function checkText(world: World, project: Project, request: TextRequest): CheckedText {
  const message_type = kindOf(world, project, request)
  refuseUnknownLabels(world, project, request.label_ids)
  const media = mediaOf(request)
  if (!request.content && !media && !saysOtherwise(message_type, request)) throw invalid('content', 'is required')
  const { domain } = request.short_link_params ?? {}
  if (request.track_clicks && domain && !isShortDomain(world, project, domain)) {
    throw invalid(['short_link_params', 'domain'], 'is not a short domain of this project or organization')
  }
  return { message_type, media, vars: mergeVars(NO_VARS, request.vars) }
}

/**
 * Checks all of a request without changing anything.
 * @param newcomers who will be contacts by the time that it is sent
 * @throws Problem
 */
export function checkSend(world: World, project: Project, request: SendRequest, newcomers?: Newcomers): Sending {
  const sending = checkWay(world, project, request, newcomers)
  if (request.replace_variables || request.is_template || request.track_clicks)
    tryContent(world, project, request, sending)
  return sending
}

/** The same for all but what its content becomes once it is written for whoever gets it. @throws Problem */
export function checkWay(world: World, project: Project, request: SendRequest, newcomers?: Newcomers): Sending {
  const { message_type, media, vars } = checkText(world, project, request)
  const { to_number, contact } = recipientOf(world, project, request, newcomers)
  const [named, parameter] = routeOf(request)
  const { phone, route_id } = chooseRoute(
    world,
    project,
    named,
    parameter,
    contact?.default_route_id ?? null,
    to_number,
  )
  return { message_type, media, vars, phone, route_id, contact, to_number }
}

/** Whether who is not known yet becomes a contact: services are run for contacts alone. */
export const makesContacts = (project: Project, { message_type }: Pick<Sending, 'message_type'>): boolean =>
  project.auto_create_contacts || message_type === 'service'

/** The route that a caller named, and what they called it. */
export const routeOf = ({ route_id, phone_id }: TextRequest): [named: string | undefined, parameter: string] => [
  route_id ?? phone_id,
  phone_id !== undefined && route_id === undefined ? 'phone_id' : 'route_id',
]

/** Writes the content as it would be, with IDs that nobody has, to see whether it can be. */
function tryContent(world: World, project: Project, request: SendRequest, sending: Sending): void {
  const { phone, to_number } = sending
  const newcomer = makesContacts(project, sending) ? draftNewcomer(world, project, to_number) : undefined
  const contact = sending.contact ?? newcomer
  const message = draftMessage(
    world,
    project,
    { message: NO_ID, delivery: NO_ID },
    contact,
    outgoingOf(request, sending, 'api'),
  )
  render(world, request, { message, contact, phone, project, variables: request.variables })
}

/** The message, with its content as it was given. */
export const outgoingOf = (request: SendRequest, sending: Sending, source: Message['source']): Outgoing => ({
  phone: sending.phone,
  to_number: sending.to_number,
  message_type: sending.message_type,
  content: request.content ?? '',
  source,
  priority: request.priority,
  simulated: request.simulated,
  user_id: request.user_id ?? null,
  vars: sending.vars,
  extra: extraOf(request, sending),
})

/** "text: the default text message type of the route", which is SMS for all routes here. */
function kindOf(world: World, project: Project, request: TextRequest): CheckedText['message_type'] {
  const { message_type } = request
  if (message_type === 'text') return 'sms'
  if (namesService(message_type)) refuseService(world, project, message_type, request.service_id)
  return message_type
}

/** A call may play a file or follow a service instead of saying something, and requests of USSD and services say nothing. */
const saysOtherwise = (
  message_type: CheckedText['message_type'],
  { audio_url, service_id }: Pick<TextRequest, 'audio_url' | 'service_id'>,
): boolean =>
  message_type === 'ussd' ||
  message_type === 'service' ||
  (message_type === 'call' && (audio_url !== undefined || service_id !== undefined))

/** Whether something of this type can go there. */
const canReach = (message_type: TextRequest['message_type'], number: string): boolean =>
  message_type === 'chat' || isDialable(number) || (message_type === 'ussd' && USSD_CODE.test(number))

/** What is dialled for a request of USSD. */
const USSD_CODE = /^[*#][\d*#]{1,180}$/

/** "to_number: required if contact_id not set"; a contact known by a fuller number is written to at that. */
function recipientOf(
  world: World,
  project: Project,
  { to_number, contact_id, message_type }: SendRequest,
  newcomers: Newcomers | undefined,
): { to_number: string; contact: Contact | undefined } {
  if (to_number !== undefined && !canReach(message_type, to_number)) throw invalid('to_number', 'is not a phone number')
  if (contact_id !== undefined) {
    const contact = contactOf(world, project, contact_id)
    if (!contact) throw invalid('contact_id', 'is not the ID of a contact of this project')
    if (to_number === undefined && contact.phone_number === null)
      throw invalid('contact_id', 'is of a contact without a phone number')
    if (to_number === undefined && !canReach(message_type, contact.phone_number!))
      throw invalid('contact_id', 'is of a contact whose number is not a phone number')
    refuseBlocked(contact, 'contact_id')
    return {
      to_number:
        to_number === undefined
          ? contact.phone_number!
          : respell(contact.phone_number, to_number, countryOf(world, project)),
      contact,
    }
  }
  if (to_number === undefined) throw invalid('to_number', 'is required where contact_id is not set')
  const { contact, number } = whose(world, project, to_number, countryOf(world, project), newcomers)
  if (contact) refuseBlocked(contact, 'to_number')
  return { to_number: number, contact }
}

export function refuseBlocked(contact: Contact, parameter: string): void {
  if (contact.send_blocked) throw invalid(parameter, 'is of a contact to whom sending is blocked')
}

/** How a call speaks, and the service that defines its flow; other messages do neither. */
function voiceOf({ audio_url, tts_lang, tts_voice, service_id }: TextRequest): MessageExtra {
  return {
    ...(service_id !== undefined && { service_id }),
    ...(audio_url !== undefined && { audio_url }),
    ...(tts_lang && { tts_lang }),
    ...(tts_voice && { tts_voice }),
  }
}

function extraOf(request: SendRequest, { message_type, media, route_id }: Sending): MessageExtra | null {
  // "label_ids does not apply when message_type=service, since the labels are determined by the service itself."
  if (message_type === 'service')
    return othersOf({ ...request, label_ids: undefined, by_service: request.service_id! }, media, route_id)
  const extra = othersOf(request, media, route_id)
  return message_type === 'call' ? { ...extra, ...voiceOf(request) } : extra
}

function othersOf(
  { status_url, status_secret, route_params, track_clicks, broadcast_id, by_service, label_ids }: SendRequest,
  media: MediaFile[] | undefined,
  route_id: string | null,
): MessageExtra | null {
  const isLabelled = label_ids !== undefined && label_ids.length > 0
  const isPlain = !route_params && !track_clicks && !media && !broadcast_id && !by_service && !route_id && !isLabelled
  if (status_url === undefined && isPlain) return null
  return {
    ...(status_url !== undefined && { status_url }),
    ...(status_url !== undefined && status_secret !== undefined && { status_secret }),
    ...(route_params && { route_params }),
    ...(track_clicks && { track_clicks }),
    ...(media && { media }),
    ...(broadcast_id && { broadcast_id }),
    ...(by_service && { service_id: by_service }),
    ...(isLabelled && { label_ids: [...new Set(label_ids)] }),
    ...(route_id && { route_id }),
  }
}
