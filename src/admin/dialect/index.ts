import type { Call, Dialect } from '../../http/call.ts'
import { mediaType, parseFlat, parseJson, textOf } from '../../http/body.ts'
import { endpointsFor } from '../../http/endpoint.ts'
import { Problem } from '../../http/problem.ts'
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
import { problemSchema, renderProblem } from './problems.ts'

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
  parseQuery: (call) => parseFlat(call.request.query),
  parseBody: parseJsonBody,
  renderProblem,
  refusesUnknownFields: true,
  problemSchema,
  problemStatuses: [400, 404, 409],
})

function parseJsonBody({ request, endpoint: { bodyLimit } }: Call): Record<string, unknown> {
  // Who may send more than others, as a snapshot, may send it whole.
  const bounds = bodyLimit === undefined ? undefined : { characters: bodyLimit, values: Infinity }
  const text = textOf(request, bounds)
  if (text.trim() === '') return {}
  if (mediaType(request) !== 'application/json') throw new Problem('unsupported_media')
  const value = parseJson(text, bounds)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem('malformed_body', 'The body has to be one JSON object.')
  return value as Record<string, unknown>
}
