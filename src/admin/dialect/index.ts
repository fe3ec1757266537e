import type { Call, Dialect } from '../../http/call.ts'
import { mediaType, parseFlat, parseJson, textOf } from '../../http/body.ts'
import { endpointsFor } from '../../http/endpoint.ts'
import { Problem } from '../../http/problem.ts'
import { authenticate, readBody, readQuery, refuseUnknownPath, refuseWrongMethod } from '../../http/stages.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { refuseOtherSites } from './other-sites.ts'
import { problemSchema, renderProblem } from './problems.ts'

/** Who calls: somebody who may steer the whole simulator. */
export interface Operator {
  simulator: Simulator
}

export const endpoint = endpointsFor<Operator>()

/** Snapshots of large worlds come in one body. */
const BODY_LIMIT = 512 * 1024 * 1024

/** The simulator's own manners: JSON in and out, strict names, every problem in whole sentences. */
export const dialectOf = (simulator: Simulator, allowHosts: readonly string[]): Dialect<Operator> => ({
  stages: [authenticate, refuseUnknownPath, refuseWrongMethod, readQuery, readBody],
  bodyLimit: BODY_LIMIT,
  credential: () => null,
  authenticate({ request, endpoint: { manners } }) {
    if (!manners?.['open']) refuseOtherSites(request, allowHosts)
    return { simulator }
  },
  parseQuery: (call) => parseFlat(call.request.query),
  parseBody,
  renderProblem,
  refusesUnknownFields: true,
  problemSchema,
  problemStatuses: [400, 404, 409],
})

function parseBody({ request }: Call): Record<string, unknown> {
  const text = textOf(request)
  if (text.trim() === '') return {}
  if (mediaType(request) !== 'application/json') throw new Problem('unsupported_media')
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem('malformed_body', 'The body has to be one JSON object.')
  return value as Record<string, unknown>
}
