import type { Call } from '../../../http/call.ts'
import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { tokenBy } from '../tokens/token.ts'
import { emailOf } from '../users/user.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Caller } from './caller.ts'

interface Given {
  scheme: 'token' | 'basic'
  key: string
  /** The key owner's e-mail address, where the scheme carries it. */
  login: string | null
}

/** Who calls, or null where nothing was sent that the platform knows as a credential. @throws Problem `unauthenticated` */
export function identify(call: Call): Caller | null {
  const given = readAuthorization(call.request.headers['authorization'])
  if (!given) return null
  const user = call.found && tokenBy(call.found, given.key)?.user
  if (!user || (given.login !== null && given.login !== emailOf(call.world, user)))
    throw new Problem('unauthenticated', UNKNOWN[given.scheme])
  return { workspace: workspaceOf(call.world), user, target: undefined }
}

/** The key that a call carries; a channel's posts carry its uuid in their path instead, and addresses of files the bucket. */
export function credentialOf(request: HttpRequest): string | null {
  if (request.path.startsWith(CHANNEL_BASE)) return request.path.split('/', 4)[3] || null
  if (request.path.startsWith(HANDLER_BASE)) return request.path.split('/', 5)[4] || null
  if (request.path.startsWith(FILES_BASE)) return request.path.split('/', 3)[2] || null
  try {
    return readAuthorization(request.headers['authorization'])?.key ?? null
  } catch {
    return null
  }
}

const CHANNEL_BASE = '/c/ex/'
/** Where aggregators called before there was a gateway; the uuid follows what they report. */
const HANDLER_BASE = '/handlers/external/'
const FILES_BASE = '/media/'

/** The gateway of channels has manners of its own. */
export const isGateway = ({ path }: HttpRequest): boolean =>
  path.startsWith(CHANNEL_BASE) || path.startsWith(HANDLER_BASE)

const UNKNOWN = { token: 'Invalid token', basic: 'Invalid token or email' } as const

const isScheme = (word: string): word is Given['scheme'] => word === 'token' || word === 'basic'

function readAuthorization(header: string | undefined): Given | null {
  if (!header) return null
  // As nearly all clients send it, read twice a call.
  if (header.startsWith(TOKEN) && header.length > TOKEN.length && !header.includes(' ', TOKEN.length))
    return { scheme: 'token', key: header.slice(TOKEN.length), login: null }
  const words = header.split(' ').filter((word) => word !== '')
  const scheme = words[0]?.toLowerCase() ?? ''
  if (!isScheme(scheme)) return null
  if (words.length === 1) throw new Problem('unauthenticated', `Invalid ${scheme} header. No credentials provided.`)
  if (words.length > 2)
    throw new Problem(
      'unauthenticated',
      `Invalid ${scheme} header. ${scheme === 'token' ? 'Token' : 'Credentials'} string should not contain spaces.`,
    )
  return scheme === 'token' ? { scheme, key: words[1]!, login: null } : readPair(words[1]!)
}

const TOKEN = 'Token '

function readPair(encoded: string): Given {
  const text = /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64').toString('utf8') : ''
  const colon = text.indexOf(':')
  if (colon === -1)
    throw new Problem('unauthenticated', 'Invalid basic header. Credentials not correctly base64 encoded.')
  return { scheme: 'basic', login: text.slice(0, colon), key: text.slice(colon + 1) }
}
