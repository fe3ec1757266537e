import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import type { TextResponse } from '../../../http/message.ts'
import type { Issue, Path, Problem, ProblemKind } from '../../../http/problem.ts'

/** "error.code" and the status by kind of problem. Of the codes the documents name two; the others are ours. */
const WORDS: Record<ProblemKind, { status: number; code: string; message: string }> = {
  unauthenticated: { status: 401, code: 'unauthorized', message: 'The API key is missing or not valid.' },
  forbidden: { status: 401, code: 'unauthorized', message: 'This API key has no access to the resource.' },
  payment_required: {
    status: 402,
    code: 'payment_required',
    message: 'The account is not paid for, or over one of its limits.',
  },
  unknown_path: { status: 404, code: 'not_found', message: 'This URL does not exist.' },
  not_found: { status: 404, code: 'not_found', message: 'The object was not found.' },
  wrong_method: { status: 405, code: 'method_not_allowed', message: 'This URL does not take that method.' },
  invalid: { status: 400, code: 'invalid_param', message: 'A parameter is not valid.' },
  malformed_body: { status: 400, code: 'invalid_request', message: 'The request could not be read.' },
  unsupported_media: {
    status: 400,
    code: 'invalid_request',
    message: 'The body has to be application/json or application/x-www-form-urlencoded.',
  },
  too_large: { status: 413, code: 'request_too_large', message: 'The body is too large.' },
  conflict: { status: 400, code: 'conflict', message: 'The object does not allow this in its present state.' },
  rate_limited: { status: 429, code: 'rate_limit_exceeded', message: 'Too many API requests. Try again later.' },
  not_simulated: { status: 501, code: 'not_simulated', message: 'textbed does not simulate this.' },
  unavailable: { status: 503, code: 'unavailable', message: 'The API is offline for maintenance. Try again later.' },
  failed: { status: 500, code: 'internal_error', message: 'Something went wrong. Try again later.' },
}

/** What is wrong with a parameter, by rule, where the rule does not say it itself. */
const RULES: Record<string, string> = {
  required: 'is required',
  string: 'must be a string',
  boolean: 'must be one of: 1, true, 0, false',
  integer: 'must be an integer',
  number: 'must be a number',
  list: 'must be a list',
  object: 'must be an object',
  url: 'must be the URL of a page on the web, beginning with http:// or https://',
}

export const problemSchema = Type.Object(
  {
    error: Type.Object(
      {
        message: Type.String({ description: 'What went wrong, for people.' }),
        code: Type.String({ description: 'What went wrong, for programs; an open list.' }),
        param: Type.Optional(Type.String({ description: 'The parameter that is wrong, where code is invalid_param.' })),
      },
      { additionalProperties: false },
    ),
  },
  { title: 'Error', additionalProperties: false },
)

export const problemStatuses = [400, 401, 402, 404, 405, 429, 500, 503]

/** "{"error": {"message": …, "code": …, "param": …}}", the first wrong parameter if there are several. */
export function renderProblem(problem: Problem, call: Call): TextResponse {
  const words = WORDS[problem.kind]
  const status = problem.status ?? words.status
  // "Any failure except 502 has a JSON body": a gateway in front of the API answers for it.
  if (status === 502) return { status, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY }
  const issue = problem.kind === 'invalid' ? problem.issues[0] : undefined
  const message = issue ? sentence(issue) : problem.message || words.message
  // Only what an object's state does not allow has a code of its own: elsewhere it says which reader gave up.
  const code = problem.kind === 'conflict' ? (problem.code ?? words.code) : words.code
  const error = { message, code, ...paramOf(problem, issue) }
  return { status, headers: headersOf(problem, call), body: JSON.stringify({ error }) }
}

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n'

/** The Python client reads `param` of every invalid_param error without looking whether it is there. */
function paramOf({ kind }: Problem, issue: Issue | undefined): { param?: string } {
  return kind === 'invalid' ? { param: issue ? nameOf(issue.path) : '' } : {}
}

function headersOf(problem: Problem, call: Call): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (problem.kind === 'wrong_method') headers.allow = call.allow
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(problem.retryAfter)
  return headers
}

/** What is wrong with a value, as callers are told of it. */
export function sentence({ path, rule, message }: Issue): string {
  return `Parameter '${nameOf(path)}' ${message || (RULES[rule] ?? 'is not valid')}.`
}

/** A parameter's name as the caller would write it: `messages[3][to_number]`. */
function nameOf([first = '', ...rest]: Path): string {
  return rest.reduce<string>((name, part) => `${name}[${part}]`, String(first))
}
