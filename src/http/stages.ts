import type { Call, Stage } from './call.ts'
import { obeyFaults } from './faults/obey-faults.ts'
import { readFields } from './field.ts'
import { notSimulatedAt } from './not-simulated.ts'
import { type Issue, MOST_ISSUES, Problem } from './problem.ts'
import { keepWithinLimits } from './rate-limits/keep-within-limits.ts'

export { unpackBody } from './unpack-body.ts'
export { obeyFaults, keepWithinLimits }
export type { Stage } from './call.ts'

/** Finds out who calls. */
export const authenticate: Stage = (call) => {
  call.caller = call.api.dialect.authenticate(call)
}

/** Refuses paths that lead nowhere, here or at the real service. */
export const refuseUnknownPath: Stage = (call) => {
  if (call.miss === null) return
  const missing = notSimulatedAt(call)
  if (missing) throw new Problem('not_simulated', `textbed does not simulate ${missing.what}.`)
  if (call.miss === 'unknown_path') throw new Problem('unknown_path')
}

/** Refuses methods that the path does not take. */
export const refuseWrongMethod: Stage = (call) => {
  if (call.miss === 'wrong_method') throw new Problem('wrong_method')
}

/** Reads the query string, and the parameters that the endpoint declares. */
export const readQuery: Stage = (call) => {
  const { endpoint, api } = call
  call.rawQuery = call.request.query === '' ? NOTHING : api.dialect.parseQuery(call)
  call.query =
    endpoint.query || api.dialect.refusesUnknownFields ? read(call, endpoint.query ?? {}, call.rawQuery) : NOTHING
}

/**
 * Takes the body apart. Calls that take no body have theirs ignored, but for dialects that refuse what they do not know.
 */
export const parseBody: Stage = (call) => {
  const { endpoint, api } = call
  if (!endpoint.body) return api.dialect.refusesUnknownFields ? refuseBody(call) : undefined
  const parsed = api.dialect.parseBody(call)
  if (parsed instanceof Promise) return parsed.then((body) => void (call.rawBody = body))
  call.rawBody = parsed
  return undefined
}

/** Reads of the body the parameters that the endpoint declares. */
export const readBody: Stage = (call) => {
  const { endpoint, rawBody } = call
  call.body = endpoint.body ? read(call, endpoint.body, rawBody) : NOTHING
}

/** The server reads no body of such a call, but its headers tell of one. */
function refuseBody({ endpoint, request: { headers } }: Call): void {
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= LENGTH_OF_NOTHING) return
  throw new Problem('malformed_body', `${endpoint.id} takes no body. Leave it out.`)
}

/** Some clients send `{}` or `""` where they have nothing to say. */
const LENGTH_OF_NOTHING = 2

const NOTHING = Object.freeze({}) as Record<string, unknown>

function read(
  call: Call,
  fields: NonNullable<Call['endpoint']['body']>,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const issues: Issue[] = []
  const values = readFields(fields, input, [], issues, call)
  if (call.api.dialect.refusesUnknownFields) {
    for (const name of Object.keys(input)) {
      if (issues.length >= MOST_ISSUES) break
      if (!Object.hasOwn(fields, name)) issues.push({ path: [name], rule: 'unknown' })
    }
  }
  if (issues.length > 0) throw new Problem('invalid', '', { issues })
  return values
}
