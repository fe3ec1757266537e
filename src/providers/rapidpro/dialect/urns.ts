import { parseNumber, possibleNumber } from '../../../standards/phone-numbers.ts'
import { integerOf, strip } from './python.ts'

/** A way to reach a contact: `scheme:path`, with an optional `?query` and `#display` that never count for its identity. */
export interface Urn {
  scheme: string
  path: string
  query: string | null
  display: string | null
}

export const SCHEMES = [
  'tel',
  'discord',
  'mailto',
  'ext',
  'facebook',
  'fcm',
  'freshchat',
  'instagram',
  'jiochat',
  'line',
  'rocketchat',
  'slack',
  'telegram',
  'twitterid',
  'twitter',
  'viber',
  'vk',
  'wechat',
  'webchat',
  'whatsapp',
] as const
export const isScheme = (word: string): boolean => (SCHEMES as readonly string[]).includes(word)

export const LONGEST_URN = 255

const HANDLE = /^\w{1,15}$/
const DIGITS = /^\d+$/
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const TWO_UUIDS = new RegExp(`^${UUID}/${UUID}$`, 'i')
/** As Django checks addresses: words joined by dots, and a domain of at least two labels or this machine. */
const MAIL =
  /^[-!#$%&'*+/=?^_`{}|~\w]+(?:\.[-!#$%&'*+/=?^_`{}|~\w]+)*@(?:localhost|(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+[\p{L}\d-]{1,62}[\p{L}\d])$/iu

const isInteger = ({ path }: Urn): boolean => integerOf(path) !== undefined
const hasDigits = ({ path }: Urn): boolean => DIGITS.test(path)

/** What a path has to look like; schemes that are not here take any. */
const PATHS: Readonly<Record<string, (urn: Urn) => boolean>> = {
  // Only possible numbers have a plus once they are normalised.
  tel: ({ path }) => path.startsWith('+'),
  twitter: ({ path }) => HANDLE.test(path),
  twitterid: (urn) => hasDigits(urn) && (urn.display === null || HANDLE.test(urn.display)),
  mailto: ({ path }) => MAIL.test(path),
  telegram: hasDigits,
  whatsapp: hasDigits,
  instagram: hasDigits,
  facebook: (urn) => urn.path.startsWith('ref:') || isInteger(urn),
  discord: isInteger,
  viber: ({ path }) => /^[\w=+/]{1,24}$/.test(path),
  freshchat: ({ path }) => TWO_UUIDS.test(path),
}

/** How a path is written when it is stored. */
const NORMAL: Readonly<Record<string, (path: string, country: string) => string>> = {
  tel: normalNumber,
  twitter: (path) => path.toLowerCase().replace(/^@/, ''),
  mailto: (path) => path.toLowerCase(),
}

/** Takes a URN apart; undefined where it is none or its scheme, which is lower case, is unknown. */
export function parseUrn(text: string): Urn | undefined {
  const parts = /^([a-z]+):([^?#]+)(?:\?([^#]*))?(?:#([^]*))?$/.exec(text)
  const [, scheme, path, query, display] = parts ?? []
  if (!isScheme(scheme!) || strip(path!) === '') return undefined
  return { scheme: scheme!, path: path!, query: query || null, display: display || null }
}

/** The same URN as it is stored and compared. */
export function normalize(urn: Urn, country: string): Urn {
  const path = strip(urn.path)
  const display = urn.display && strip(urn.display).toLowerCase()
  return {
    ...urn,
    path: NORMAL[urn.scheme]?.(path, country) ?? path,
    display: (urn.scheme === 'twitterid' ? display?.replace(/^@/, '') : display) || null,
  }
}

/** A URN fit to be given to a contact, normalised; undefined where it is not. */
export function validUrn(text: string, country: string): Urn | undefined {
  const parsed = parseUrn(text)
  if (!parsed) return undefined
  const urn = normalize(parsed, country)
  if (format(urn).length > LONGEST_URN || !(PATHS[urn.scheme]?.(urn) ?? true)) return undefined
  return urn
}

/** What makes two URNs the same. */
export const identityOf = ({ scheme, path }: Urn): string => `${scheme}:${path}`

export const format = ({ scheme, path, query, display }: Urn): string =>
  `${scheme}:${path}${query === null ? '' : `?${query}`}${display === null ? '' : `#${display}`}`

/** A stored URN without what does not count. */
export function identityOfStored(urn: string): string {
  const end = urn.search(/[?#]/)
  return end === -1 ? urn : urn.slice(0, end)
}

export const schemeOf = (urn: string): string => urn.slice(0, urn.indexOf(':'))

/** The path of a stored URN. */
export const pathOf = (urn: string): string => identityOfStored(urn).slice(urn.indexOf(':') + 1)

/** A stored URN as people read it: its display, or a number as it is dialled at home. */
export function readable(urn: string): string {
  const parsed = parseUrn(urn)
  if (parsed?.display) return parsed.display
  const path = pathOf(urn)
  return (parsed?.scheme === 'tel' && parseNumber(path)?.formatNational()) || path
}

function normalNumber(path: string, country: string): string {
  // Excel writes long numbers as 2.50788E+11.
  const mended = /e\+1[12]$/i.test(path) ? path.slice(0, -4).replaceAll('.', '') : path
  const kept = mended.toLowerCase().replace(/[^0-9a-z]/g, '')
  const international = mended.startsWith('+') || (kept.length >= 11 && !kept.startsWith('0'))
  return possibleNumber(international ? `+${kept}` : kept, country) ?? kept
}

/** Which of these could not be taken apart again, in words; undefined where all can. */
export function noUrnAmong(urns: readonly string[]): string | undefined {
  const other = urns.find((urn) => parseUrn(urn) === undefined)
  return other === undefined ? undefined : `"${other}" is no URN`
}
