import type { World } from '../core/world.ts'
import type { HttpRequest } from './message.ts'

/** More bytes of a body than these are not kept. */
const LONGEST = 4096

/** What a call asked, kept beside its line in the journal. */
interface Asked {
  headers: HttpRequest['headers']
  body: Uint8Array | null
  /** How many bytes the body had, as it came. */
  size: number
  packed: boolean
}

export function keepAsked({ journal }: World, entry: number, { headers, body, packed = false }: HttpRequest): void {
  // A piece of what the socket gave would hold on to all of that.
  const kept = body && Uint8Array.prototype.slice.call(body, 0, LONGEST)
  journal.keepBeside(entry, { headers, body: kept, size: body?.length ?? 0, packed } satisfies Asked)
}

/** What a call asked, as it can be shown: credentials are masked. */
export interface ShownAsked {
  headers: Record<string, string>
  body: string | null
}

/** Undefined where it is no line of a call, or one from before the world was put back. */
export function askedAt({ journal }: World, entry: number): ShownAsked | undefined {
  const asked = journal.beside(entry) as Asked | undefined
  if (!asked) return undefined
  const headers = Object.entries(asked.headers).map(([name, value = '']) => [
    name,
    LETS_IN.test(name) ? value.replace(/\S+$/, MASK) : value,
  ])
  return { headers: Object.fromEntries(headers) as Record<string, string>, body: bodyOf(asked) }
}

const MASK = '***'

/** Headers that let somebody in. */
const LETS_IN = /^(?:proxy-)?authorization$|^cookie$/

/** Parameters of a form, and members of JSON, that do, up to their values. */
const CREDENTIALS =
  /((?:^|&)(?:api_?key|token|auth_token|password)=|"(?:api_?key|token|auth_token|password)"\s*:\s*")[^&"]*/gi

function bodyOf({ body, size, packed }: Asked): string | null {
  if (!body) return null
  // Where nobody looks for a text.
  if (packed) return `${size} bytes, packed`
  return new TextDecoder().decode(body).replace(CREDENTIALS, `$1${MASK}`)
}
