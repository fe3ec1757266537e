import type { World } from '../../../core/world.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import type { Contact } from '../contacts/contact.ts'
import { createContact } from '../contacts/create-contact.ts'
import { contactByNumber, contactOf } from '../contacts/find-contact.ts'
import { isDialable, toPhoneNumber } from '../dialect/phone-numbers.ts'
import { refuseUnknownIds } from '../dialect/unknown-ids.ts'
import { NO_VARS, type VarChanges, mergeVars } from '../dialect/vars.ts'
import { chooseRoute, countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import type { MediaFile, Message, MessageExtra, ShortUrl } from './message.ts'
import { type Scope, renderContent } from './render-content.ts'
import { sendOut } from './send-out.ts'
import { linkMedia, shortenLinks } from './short-links.ts'

/** What a caller may say about a message to be sent. */
export interface SendRequest {
  message_type: 'text' | 'sms' | 'mms' | 'ussd' | 'call' | 'chat' | 'service'
  content?: string | undefined
  to_number?: string | undefined
  contact_id?: string | undefined
  route_id?: string | undefined
  /** The old name of route_id. */
  phone_id?: string | undefined
  status_url?: string | undefined
  status_secret?: string | undefined
  replace_variables: boolean
  /** The old name of replace_variables. */
  is_template: boolean
  track_clicks: boolean
  short_link_params?: { domain?: string | undefined; expiration_sec?: number | undefined } | undefined
  media_urls?: string[] | undefined
  route_params?: Record<string, unknown> | undefined
  label_ids?: string[] | undefined
  vars?: VarChanges | undefined
  priority: number
  simulated: boolean
  service_id?: string | undefined
  /** The broadcast that it is part of. */
  broadcast_id?: string | null
}

/** Sends one message. @throws Problem before anything is changed */
export function sendMessage(world: World, project: Project, request: SendRequest, source: Message['source']): Message {
  const message_type = kindOf(request)
  refuseUnknownIds('label_ids', request.label_ids)
  const { to_number, contact } = recipientOf(world, project, request)
  const phone = chooseRoute(
    world,
    project,
    request.route_id ?? request.phone_id,
    request.phone_id !== undefined && request.route_id === undefined ? 'phone_id' : 'route_id',
    contact?.default_route_id ?? null,
  )
  const media = mediaOf(request)
  if (!request.content && !media) throw invalid('content', 'is required')
  if (request.track_clicks && request.short_link_params?.domain) {
    throw invalid(['short_link_params', 'domain'], 'is not a short domain of this project or organization')
  }
  const vars = mergeVars(NO_VARS, request.vars)

  const recipient =
    contact ?? (project.auto_create_contacts ? createContact(world, project, null, to_number) : undefined)
  const { content, short_urls } = contentOf(request, message_type === 'sms' ? media : undefined, {
    world,
    project,
    phone,
    contact: recipient,
  })
  return sendOut(world, project, {
    phone,
    contact: recipient,
    to_number,
    message_type,
    content,
    source,
    priority: request.priority,
    simulated: request.simulated,
    vars,
    extra: extraOf(request, short_urls, media),
  })
}

/** "text: the default text message type of the route", which is SMS for all routes here. */
function kindOf({ message_type, service_id }: SendRequest): 'sms' | 'mms' | 'chat' {
  if (message_type === 'text') return 'sms'
  if (message_type === 'sms' || message_type === 'mms' || message_type === 'chat') return message_type
  if (service_id !== undefined || message_type === 'service')
    throw invalid('service_id', service_id === undefined ? 'is required' : 'is not the ID of a service of this project')
  throw new Problem('not_simulated', `textbed does not simulate messages of type ${message_type}.`)
}

/** "to_number: required if contact_id not set"; a contact known by a fuller number is written to at that. */
function recipientOf(
  world: World,
  project: Project,
  { to_number, contact_id, message_type }: SendRequest,
): { to_number: string; contact: Contact | undefined } {
  if (to_number !== undefined && message_type !== 'chat' && !isDialable(to_number))
    throw invalid('to_number', 'is not a phone number')
  if (contact_id !== undefined) {
    const contact = contactOf(world, project, contact_id)
    if (!contact) throw invalid('contact_id', 'is not the ID of a contact of this project')
    if (to_number === undefined && contact.phone_number === null)
      throw invalid('contact_id', 'is of a contact without a phone number')
    if (to_number === undefined && message_type !== 'chat' && !isDialable(contact.phone_number!))
      throw invalid('contact_id', 'is of a contact whose number is not a phone number')
    refuseBlocked(contact, 'contact_id')
    return {
      to_number: to_number === undefined ? contact.phone_number! : toPhoneNumber(to_number, countryOf(world, project)),
      contact,
    }
  }
  if (to_number === undefined) throw invalid('to_number', 'is required where contact_id is not set')
  const number = toPhoneNumber(to_number, countryOf(world, project))
  const contact = contactByNumber(world, project, number)
  if (contact) refuseBlocked(contact, 'to_number')
  return { to_number: contact?.phone_number?.startsWith('+') ? contact.phone_number : number, contact }
}

export function refuseBlocked(contact: Contact, parameter: string): void {
  if (contact.send_blocked) throw invalid(parameter, 'is of a contact to whom sending is blocked')
}

/** "media_urls: http or https URLs; data URIs only where that is enabled for the project", and here it is not. */
function mediaOf({ media_urls }: SendRequest): MediaFile[] | undefined {
  if (!media_urls || media_urls.length === 0) return undefined
  return media_urls.map((url) => ({ url, type: null, filename: null, size: null }))
}

/** The content as it goes out: variables replaced, links shortened, "short links to each [media] URL appended to the end (separated by a new line)". */
function contentOf(
  { content = '', replace_variables, is_template, track_clicks, short_link_params }: SendRequest,
  media: MediaFile[] | undefined,
  scope: Scope,
): { content: string; short_urls: ShortUrl[] } {
  const rendered = replace_variables || is_template ? renderContent(content, scope) : content
  if (!track_clicks && !media) return { content: rendered, short_urls: NO_LINKS }
  const expiration = track_clicks ? short_link_params?.expiration_sec : undefined
  const tracked = track_clicks
    ? shortenLinks(scope.world, rendered, expiration)
    : { content: rendered, short_urls: NO_LINKS }
  const files = media ? linkMedia(scope.world, media, expiration) : NO_LINKS
  return {
    content: [...(tracked.content === '' ? [] : [tracked.content]), ...files.map((file) => file.short_url)].join('\n'),
    short_urls: [...tracked.short_urls, ...files],
  }
}

const NO_LINKS: ShortUrl[] = []

function extraOf(
  { status_url, status_secret, route_params, track_clicks, broadcast_id }: SendRequest,
  short_urls: readonly ShortUrl[],
  media: MediaFile[] | undefined,
): MessageExtra | null {
  if (status_url === undefined && !route_params && !track_clicks && !media && !broadcast_id) return null
  return {
    ...(status_url !== undefined && { status_url }),
    ...(status_url !== undefined && status_secret !== undefined && { status_secret }),
    ...(route_params && { route_params }),
    ...(track_clicks && { track_clicks }),
    ...(short_urls.length > 0 && { short_urls }),
    ...(media && { media }),
    ...(broadcast_id && { broadcast_id }),
  }
}
