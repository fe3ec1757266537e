/** What stands in the place of something that lets somebody in. */
const MASK = '***'

/** How names of headers, parameters and members end whose values let somebody in. */
const WORDS =
  'secret|secret[_-]?key|pass(?:word|wd|phrase)|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|authorization|cookie|signature'

const SECRET_NAME = new RegExp(`(?:${WORDS})$`, 'i')

/** A parameter of a query or form up to its value, and the value; a name in brackets is one within another. */
const PARAMETER = new RegExp(`((?:^|[?&;])[\\w.%[\\]-]*(?:${WORDS})(?:\\]|%5D)?=)[^&;\\s]*`, 'gi')

/** A member of JSON that cannot be read as such. */
const MEMBER = new RegExp(`("[^"]*(?:${WORDS})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|[^\\s,}\\]"]+)`, 'gi')

const isSecret = (name: string): boolean => SECRET_NAME.test(name)

/** The scheme of what a call logs in with says something; what follows lets somebody in. */
export function maskHeader(name: string, value: string): string {
  if (!isSecret(name)) return value
  const scheme = name.endsWith('authorization') ? /^\s*([A-Za-z]+)\s+\S/.exec(value)?.[1] : undefined
  return scheme === undefined ? MASK : `${scheme} ${MASK}`
}

/** A query string or form, and what is left of broken or cut JSON. */
export const maskForm = (text: string): string => text.replace(PARAMETER, `$1${MASK}`).replace(MEMBER, `$1"${MASK}"`)

/** A value of JSON: members whose names say so are masked, however deep. */
export function maskValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isSecret(name) && one !== null ? MASK : maskValue(one)]),
  )
}
