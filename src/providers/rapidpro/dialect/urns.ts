import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** A way to reach a contact: `scheme:path`, with an optional `?query` and `#display` that never count for its identity. */
export interface Urn {
  scheme: string
  path: string
  query: string | null
  display: string | null
}

const SCHEMES = new Set(
  'tel discord mailto ext facebook fcm freshchat instagram jiochat line rocketchat slack telegram twitterid twitter viber vk wechat webchat whatsapp'.split(
    ' ',
  ),
)

const LONGEST = 255
const HANDLE = /^\w{1,15}$/
const DIGITS = /^\d+$/
const INTEGER = /^\s*-?\d+\s*$/

/** What a path has to look like; schemes that are not here take any. */
const PATHS: Readonly<Record<string, (urn: Urn, country: string) => boolean>> = {
  tel: ({ path }, country) => possibleNumber(path, country) !== undefined,
  twitter: ({ path }) => HANDLE.test(path),
  twitterid: ({ path, display }) => DIGITS.test(path) && (display === null || HANDLE.test(display)),
  mailto: ({ path }) => /^[^\s@"(),:;<>[\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(path),
  telegram: ({ path }) => DIGITS.test(path),
  whatsapp: ({ path }) => DIGITS.test(path),
  instagram: ({ path }) => DIGITS.test(path),
  facebook: ({ path }) => INTEGER.test(path) || path.startsWith('ref:'),
  discord: ({ path }) => INTEGER.test(path),
}

/** How a path is written when it is stored. */
const NORMAL: Readonly<Record<string, (path: string, country: string) => string>> = {
  tel: normalNumber,
  twitter: (path) => path.toLowerCase().replace(/^@/, ''),
  mailto: (path) => path.toLowerCase(),
}

/** Takes a URN apart; undefined where it is none or its scheme is unknown. */
export function parseUrn(text: string): Urn | undefined {
  const parts = /^([a-z]+):([^?#]+)(?:\?([^#]*))?(?:#([^#]*))?$/i.exec(text.trim())
  const scheme = parts?.[1]!.toLowerCase()
  if (!parts || !SCHEMES.has(scheme!) || parts[2]!.trim() === '') return undefined
  return { scheme: scheme!, path: parts[2]!, query: parts[3] || null, display: parts[4] || null }
}

/** The same URN as it is stored and compared. */
export function normalize(urn: Urn, country: string): Urn {
  const path = urn.path.trim()
  return { ...urn, path: NORMAL[urn.scheme]?.(path, country) ?? path }
}

/** A URN fit to be given to a contact, normalised; undefined where it is not. */
export function validUrn(text: string, country: string): Urn | undefined {
  const parsed = parseUrn(text)
  if (!parsed) return undefined
  const urn = normalize(parsed, country)
  if (format(urn).length > LONGEST || !(PATHS[urn.scheme]?.(urn, country) ?? true)) return undefined
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

function normalNumber(path: string, country: string): string {
  // Excel writes long numbers as 2.50788E+11.
  const mended = /e\+1[12]$/i.test(path) ? path.slice(0, -4).replaceAll('.', '') : path
  const kept = mended.toLowerCase().replace(/[^0-9a-z]/g, '')
  const international = mended.startsWith('+') || (kept.length >= 11 && !kept.startsWith('0'))
  return possibleNumber(international ? `+${kept}` : kept, country) ?? kept
}

/** The number in E.164 where its length is possible. */
function possibleNumber(number: string, country: string): string | undefined {
  const known = country === '' ? undefined : (country as CountryCode)
  const parsed = parsePhoneNumberFromString(number, known)
  return parsed?.isPossible() ? parsed.number : undefined
}
