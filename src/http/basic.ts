import type { Basic, HttpRequest } from './message.ts'

/** What a call logs in with by HTTP Basic; null where it does not. Looked for twice a call, and decoded once. */
export function basicOf(request: HttpRequest): Basic | null {
  if (request.basic === undefined) request.basic = decode(request.headers['authorization'])
  return request.basic
}

function decode(header: string | undefined): Basic | null {
  const encoded = header && /^basic +([A-Za-z0-9+/=_-]+)\s*$/i.exec(header)?.[1]
  if (!encoded) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1
    ? { user: text, password: undefined }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}
