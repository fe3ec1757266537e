import type { Basic, HttpRequest } from './message.ts'

/** What a call logs in with by HTTP Basic; null where it does not. Looked for twice a call, and decoded once. */
export function basicOf(request: HttpRequest): Basic | null {
  if (request.basic === undefined) {
    const header = request.headers['authorization']
    request.basic = header === undefined ? null : (request.basics?.of(header) ?? decode(header))
  }
  return request.basic
}

/** So many clients few servers have. */
const MOST = 1000

/** What headers were decoded to: a client sends the same with each call, and to decode it takes a fiftieth of a call. */
export class KnownBasics {
  readonly #known = new Map<string, Basic | null>()

  of(header: string): Basic | null {
    let basic = this.#known.get(header)
    if (basic === undefined) {
      if (this.#known.size >= MOST) this.#known.clear()
      this.#known.set(header, (basic = decode(header)))
    }
    return basic
  }
}

function decode(header: string): Basic | null {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+)\s*$/i.exec(header)?.[1]
  if (!encoded) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1
    ? { user: text, password: undefined }
    : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}
