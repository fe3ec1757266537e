import { isGsm7, segmentsOf } from '../../../core/network/segments.ts'
import type { World } from '../../../core/world.ts'
import { type Problem, invalid } from '../../../http/problem.ts'
import type { FieldValues } from '../../../http/field.ts'
import { type Caller, mayUse } from '../dialect/caller.ts'
import { isWebAddress, plainNumber, type WebhookMethod } from '../dialect/fields.ts'
import { media } from '../media/media.ts'
import { numbers } from '../numbers/number.ts'
import { onlyNumberOf } from '../powerpacks/pool.ts'
import { type Powerpack, powerpacks } from '../powerpacks/powerpack.ts'
import type { LogWord, MessageType } from './message.ts'
import type { sendFields } from './message-fields.ts'

export type SendInput = FieldValues<typeof sendFields>

/** A send that nothing speaks against. */
export interface Outgoing {
  owner: string | null
  type: MessageType
  /** The sender, or the powerpack that picks one. */
  source: string | Powerpack
  destinations: string[]
  text: string
  units: number
  callback: string | null
  callbackMethod: WebhookMethod
  log: LogWord
  /** Milliseconds. */
  expiry: number
  input: SendInput
}

/**
 * Looks a send over before anything changes.
 * @throws Problem where no message can come of it
 */
export function checkSend(
  world: World,
  caller: Caller,
  input: SendInput,
): { outgoing: Outgoing; invalidNumbers: string[] } {
  const source = input.powerpack_uuid === undefined ? senderOf(input.src) : powerpackOf(world, caller, input)
  const { destinations, invalidNumbers } = destinationsOf(
    input.dst,
    typeof source === 'string' ? source : onlyNumberOf(world, source),
  )
  checkContent(world, caller, input)
  const text = input.text ?? ''
  const outgoing: Outgoing = {
    owner: caller.subaccount,
    type: input.type,
    source,
    destinations,
    text,
    units: input.type === 'sms' ? unitsOf(text) : unitsOfWhole(input.type, text),
    callback: input.url ?? null,
    callbackMethod: input.method,
    log: input.log,
    expiry: input.message_expiry * 1000,
    input,
  }
  return { outgoing, invalidNumbers }
}

function senderOf(src: string | undefined): string {
  if (src === undefined)
    throw invalid('src', 'Neither of src or powerpack_uuid present, either one is required', 'required')
  const sender = plainNumber(src)
  if (/^\d{1,14}$/.test(sender)) return sender
  const name = src.trim()
  if (/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/.test(name)) return name
  throw invalid(
    'src',
    `'${clip(src)}' is not a valid source: it takes a number of up to 14 digits or up to 11 letters and digits.`,
  )
}

function powerpackOf(world: World, caller: Caller, { src, powerpack_uuid }: SendInput): Powerpack {
  if (src !== undefined) throw invalid('powerpack_uuid', 'Either of src or powerpack_uuid, both of them are present')
  const powerpack = world.collection(powerpacks).get(powerpack_uuid!)
  if (!powerpack || !mayUse(caller, powerpack))
    throw invalid('powerpack_uuid', `powerpack ${clip(powerpack_uuid!)} not found`)
  if (world.collection(numbers).by('pool', powerpack.pool).length === 0)
    throw invalid('powerpack_uuid', 'the powerpack has no numbers')
  return powerpack
}

const MOST_DESTINATIONS = 1000
const DESTINATION = /^\d{8,14}$/

function destinationsOf(dst: string, sender: string | undefined): { destinations: string[]; invalidNumbers: string[] } {
  const unique = dst.includes('<')
    ? [...new Set(dst.split('<').map(plainNumber))].filter((number) => number !== '')
    : [plainNumber(dst)]
  if (unique.length > MOST_DESTINATIONS)
    throw invalid('dst', `dst should have at most ${MOST_DESTINATIONS} unique numbers.`)
  const destinations = unique.filter((number) => number !== sender && DESTINATION.test(number))
  if (destinations.length === unique.length && unique.length > 0) return { destinations, invalidNumbers: NONE }
  const invalidNumbers = unique.filter((number) => number === sender || !DESTINATION.test(number))
  if (destinations.length > 0) return { destinations, invalidNumbers }
  if (unique.length === 1 && unique[0] === sender) throw invalid('dst', 'src and dst cannot be the same number.')
  if (unique.length <= 1) throw invalid('dst', `'${clip(unique[0] ?? dst)}' is not a valid phone number.`)
  throw invalid('dst', `${clip(invalidNumbers.map((number) => `'${number}'`).join(', '))} are not valid phone numbers.`)
}

const NONE: string[] = []

/** What each type of message may be without a text. */
function checkContent(world: World, caller: Caller, input: SendInput): void {
  const { type, text } = input
  const hasMedia = (input.media_urls?.length ?? 0) + (input.media_ids?.length ?? 0) > 0
  const hasForm = input.template !== undefined || input.interactive !== undefined || input.location !== undefined
  if (hasForm && type !== 'whatsapp')
    throw invalid('template', 'template, interactive and location are for messages of type whatsapp only.')
  if (hasMedia && type === 'sms')
    throw invalid('media_urls', 'media_urls and media_ids are for messages of type mms or whatsapp only.')
  if (text === undefined && !hasMedia && !hasForm) throw invalid('text', 'text parameter not present', 'required')
  for (const url of input.media_urls ?? [])
    if (!isWebAddress(url)) throw invalid('media_urls', `'${clip(url)}' is not a valid URL.`)
  for (const id of input.media_ids ?? []) {
    const row = world.collection(media).get(id)
    if (!row || !mayUse(caller, row)) throw invalid('media_ids', `'${clip(id)}' is not a valid media id.`)
  }
}

/** Longest texts: of GSM 03.38's characters alone, and of any others. */
const LONGEST = { gsm7: 1600, ucs2: 737 }

function unitsOf(text: string): number {
  // Too long in any encoding: not worth counting.
  if (text.length > LONGEST.gsm7) throw tooLong(isGsm7(text) ? 'gsm7' : 'ucs2')
  const { encoding, length, parts } = segmentsOf(text)
  if (length > LONGEST[encoding]) throw tooLong(encoding)
  return parts
}

const tooLong = (encoding: 'gsm7' | 'ucs2'): Problem =>
  encoding === 'gsm7'
    ? invalid('text', 'text should be at most 1600 characters long.')
    : invalid('text', 'text should be at most 737 characters long where it has unicode characters.')

const LONGEST_WHATSAPP = 4096

function unitsOfWhole(type: MessageType, text: string): number {
  if (type === 'mms') unitsOf(text)
  if (text.length > LONGEST_WHATSAPP)
    throw invalid('text', `text should be at most ${LONGEST_WHATSAPP} characters long.`)
  return 1
}

const clip = (value: string): string => (value.length > 100 ? `${value.slice(0, 100)}…` : value)
