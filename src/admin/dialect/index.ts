import { BrokenJson } from '../../core/reading/read-json.ts'
import type { Call, Dialect } from '../../http/call.ts'
import { bytesOf, mediaType, parseFlat, parseJson, textOf } from '../../http/body.ts'
import { endpointsFor } from '../../http/endpoint.ts'
import { MOST_ISSUES, Problem } from '../../http/problem.ts'
import {
  authenticate,
  parseBody,
  readBody,
  readQuery,
  refuseUnknownPath,
  refuseWrongMethod,
  unpackBody,
} from '../../http/stages.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { clip, problemSchema, renderProblem } from './problems.ts'

/** Who calls: somebody who may steer the whole simulator. */
export interface Operator {
  simulator: Simulator
}

export const endpoint = endpointsFor<Operator>()

/** The simulator's own manners: JSON in and out, strict names, every problem in whole sentences. */
export const dialectOf = (simulator: Simulator): Dialect<Operator> => ({
  stages: [authenticate, refuseUnknownPath, refuseWrongMethod, readQuery, unpackBody, parseBody, readBody],
  bodyLimit: 1024 * 1024,
  credential: () => null,
  authenticate: () => ({ simulator }),
  parseQuery: parseQueryOnce,
  parseBody: parseJsonBody,
  renderProblem,
  refusesUnknownFields: true,
  problemSchema,
  problemStatuses: [400, 404, 409],
})

/** A parameter that stands there twice is refused: of two values one would go unheard. @throws Problem */
function parseQueryOnce({ request: { query } }: Call): Record<string, string> {
  const values = parseFlat(query)
  const times = new Map<string, number>()
  for (const name of new URLSearchParams(query).keys()) times.set(name, (times.get(name) ?? 0) + 1)
  const issues = [...times]
    .filter(([, count]) => count > 1)
    .slice(0, MOST_ISSUES)
    .map(([name, count]) => ({
      path: [name],
      rule: 'repeated',
      message: `"${clip(name)}" is there ${count} times. Give it once.`,
    }))
  if (issues.length === 0) return values
  throw new Problem('invalid', '', { issues })
}

function parseJsonBody(call: Call<Operator>): Record<string, unknown> | Promise<Record<string, unknown>> {
  const { bodyLimit } = call.endpoint
  if (bodyLimit !== undefined) return parseLargeBody(call, bodyLimit)
  const { request } = call
  const text = textOf(request)
  if (text.trim() === '') return {}
  if (mediaType(request) !== 'application/json') throw new Problem('unsupported_media')
  return theObject(parseJson(text))
}

/** Who may send more than others, as a snapshot, may send it whole; it keeps nobody waiting. */
async function parseLargeBody({ request, caller }: Call<Operator>, limit: number): Promise<Record<string, unknown>> {
  const bytes = bytesOf(request, limit)
  if (!bytes) return {}
  if (mediaType(request) !== 'application/json') throw new Problem('unsupported_media')
  try {
    return theObject(await caller.simulator.readJson(bytes, SNAPSHOT_BOUNDS))
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error
    const { code, message } = error
    throw new Problem('malformed_body', code === 'utf8' ? 'The body is not valid UTF-8.' : message, { code })
  }
}

/**
 * A world keeps what came in calls, nested up to 64 levels, within rows of its own; and no snapshot of so many bytes holds
 * so many values.
 */
const SNAPSHOT_BOUNDS = { depth: 128, values: 20_000_000 }

function theObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem('malformed_body', 'The body has to be one JSON object.')
  return value as Record<string, unknown>
}
