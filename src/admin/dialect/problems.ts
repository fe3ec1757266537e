import * as Type from 'typebox'
import { didYouMean } from '../../core/nearest.ts'
import { type Call, bodyLimitOf } from '../../http/call.ts'
import type { TextResponse } from '../../http/message.ts'
import type { Issue, Problem, ProblemKind } from '../../http/problem.ts'

export const problemSchema = Type.Object(
  {
    error: Type.Object(
      {
        code: Type.String({ description: 'The kind of problem.' }),
        message: Type.String({ description: 'What was asked, what is there, what to do next.' }),
        param: Type.Optional(Type.String({ description: 'The parameter at fault.' })),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, title: 'Problem' },
)

const STATUS: Record<ProblemKind, number> = {
  unauthenticated: 401,
  forbidden: 403,
  payment_required: 402,
  unknown_path: 404,
  not_found: 404,
  wrong_method: 405,
  invalid: 400,
  malformed_body: 400,
  unsupported_media: 415,
  too_large: 413,
  conflict: 409,
  rate_limited: 429,
  not_simulated: 501,
  unavailable: 503,
  failed: 500,
}

/** The simulator's own words: everything that is wrong, and the nearest known names. */
export function renderProblem(problem: Problem, call: Call): TextResponse {
  const issue = problem.issues[0]
  const error = {
    code: problem.code ?? problem.kind,
    message:
      problem.issues.length > 0 ? problem.issues.map((one) => sentence(one, call)).join(' ') : messageOf(problem, call),
    ...(issue ? { param: issue.path.join('.') } : {}),
  }
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (problem.kind === 'wrong_method') headers['allow'] = call.allow
  return { status: problem.status ?? STATUS[problem.kind], headers, body: JSON.stringify({ error }) }
}

function sentence({ path, rule, message }: Issue, { endpoint }: Call): string {
  if (message) return message
  const name = path.join('.')
  if (rule === 'required') return `"${name}" is missing.`
  const known = Object.keys({ ...endpoint.query, ...endpoint.body } as object)
  return `"${clip(name)}" is not known here. ${didYouMean(name, known) || `${endpoint.id} takes no parameters.`}`
}

export const clip = (name: string): string => (name.length > 100 ? `${name.slice(0, 100)}…` : name)

function messageOf(problem: Problem, call: Call): string {
  const { request, allow, api } = call
  if (problem.message) return problem.message
  if (problem.kind === 'unknown_path')
    return `Nothing is served at ${request.path.slice(0, 200)}. ${didYouMean(
      likeTemplate(request.path),
      api.endpoints.map(({ path }) => path),
    )}`
  if (problem.kind === 'wrong_method') return `${request.path} does not take ${request.method}; it takes ${allow}.`
  if (problem.kind === 'too_large') return `The body is larger than ${bodyLimitOf(call)} bytes.`
  if (problem.kind === 'unsupported_media') return 'Send the body as JSON, with Content-Type: application/json.'
  return problem.kind
}

/** A path as the endpoints write theirs: what a world is called is no part of what was mistaken. */
const likeTemplate = (path: string): string => path.replace(/^(\/_textbed\/worlds\/)[^/]+(?=\/)/, '$1{world}')
