import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import type { TextResponse } from '../../../http/message.ts'
import type { Problem, ProblemKind } from '../../../http/problem.ts'

/** Each kind of problem in Plivo's words; a sentence of the problem's own goes before those given here. */
const WORDS: Record<ProblemKind, { status: number; error: string }> = {
  unauthenticated: { status: 401, error: 'authentication credentials were not provided' },
  forbidden: { status: 403, error: 'you are not permitted to do this' },
  payment_required: { status: 400, error: 'Insufficient Credit' },
  unknown_path: { status: 404, error: 'not found' },
  not_found: { status: 404, error: 'not found' },
  wrong_method: { status: 405, error: 'method not allowed' },
  invalid: { status: 400, error: 'invalid parameter' },
  malformed_body: { status: 400, error: 'invalid request body' },
  unsupported_media: { status: 400, error: 'unsupported content type' },
  too_large: { status: 413, error: 'request body too large' },
  conflict: { status: 409, error: 'conflict' },
  rate_limited: { status: 429, error: 'too many requests' },
  not_simulated: { status: 501, error: 'not simulated by textbed' },
  unavailable: { status: 503, error: 'service unavailable' },
  failed: { status: 500, error: 'internal server error' },
}

/** What can be wrong with a body, by the code of whoever found it. */
const BODY_WORDS: Record<string, string> = {
  json: 'invalid JSON was sent',
  escape: 'invalid form encoding was sent',
}

export function renderProblem(problem: Problem, call: Call): TextResponse {
  const words = WORDS[problem.kind]
  const error = sentenceOf(problem) || words.error
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (problem.kind === 'unauthenticated') headers['www-authenticate'] = 'Basic realm="Plivo"'
  if (problem.kind === 'wrong_method') headers['allow'] = call.allow
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(problem.retryAfter)
  const status = problem.status ?? words.status
  // Only an answer to a known caller carries an api_id.
  const body =
    problem.kind === 'unauthenticated' || !call.found
      ? { error }
      : { api_id: call.found.random.uuid('plivo.api_id'), error }
  return { status, headers, body: JSON.stringify(body) }
}

function sentenceOf({ kind, issues, message, code }: Problem): string | undefined {
  if (kind === 'unauthenticated' || kind === 'failed') return undefined
  return issues[0]?.message ?? ((kind === 'malformed_body' && BODY_WORDS[code ?? '']) || message)
}

export const problemSchema = Type.Object(
  {
    api_id: Type.Optional(Type.String({ format: 'uuid', description: 'Missing where the caller is unknown.' })),
    error: Type.String(),
  },
  { additionalProperties: false, title: 'Error' },
)

export const problemStatuses = [400, 401, 403, 404, 405, 413, 429, 500, 501] as const
