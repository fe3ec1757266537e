import type { Call } from '../../../http/call.ts'
import { basicOf } from '../../../http/basic.ts'
import { mediaType, parseJson } from '../../../http/body.ts'
import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { type ApiKey, apiKeyBy } from '../api-keys/api-key.ts'
import type { Project } from '../projects/project.ts'

/** Who calls, and of which project their path speaks. */
export interface Caller {
  key: ApiKey
  /** The project in the path; calls whose path names none have no use for it. */
  project: Project
}

/** The API key: the user name of HTTP Basic, else the parameter api_key of the query or of the body. */
export function credential(request: HttpRequest): string | null {
  // The password is ignored, and what has no colon is all key.
  return basicOf(request)?.user || keyInQuery(request.query) || keyInBody(request)
}

/** Found without reading all the rest: it is asked for before anybody knows whether the call will be refused. */
function keyInQuery(query: string): string | null {
  const written = /(?:^|&)api_key=([^&]{0,1000})/.exec(query)?.[1]
  return written === undefined ? null : new URLSearchParams(`api_key=${written}`).get('api_key')
}

function keyInBody(request: HttpRequest): string | null {
  if (!request.body || request.packed) return null
  const text = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength).toString('utf8')
  if (!text.includes('api_key')) return null
  if (mediaType(request) !== 'application/json' && !text.trimStart().startsWith('{')) return keyInQuery(text)
  return keyInJson(text)
}

/** Who sends a key in what cannot be read has sent none. */
function keyInJson(text: string): string | null {
  try {
    const key = (parseJson(text) as { api_key?: unknown } | null)?.api_key
    return typeof key === 'string' ? key : null
  } catch {
    return null
  }
}

/** Whoever clicks on a short link has no key, and needs none. */
const ANYBODY: Caller = { key: undefined as never, project: undefined as never }

export function authenticate(call: Call): Caller {
  if (call.endpoint.open) return ANYBODY
  const { request, world } = call
  const given = credential(request)
  const key = given === null ? undefined : apiKeyBy(world, given)
  if (!key) throw new Problem('unauthenticated')
  return { key, project: undefined as never }
}
