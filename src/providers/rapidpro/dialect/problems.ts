import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import type { TextResponse } from '../../../http/message.ts'
import type { Issue, Problem, ProblemKind } from '../../../http/problem.ts'
import { isGateway } from './auth.ts'
import { headersFor } from './headers.ts'
import { SENTENCES } from './sentences.ts'

export const problemSchema = Type.Union(
  [
    Type.Object(
      { detail: Type.String() },
      { additionalProperties: false, title: 'DetailError', description: 'Anything but a refused body.' },
    ),
    Type.Record(Type.String(), Type.Unknown(), {
      title: 'ValidationErrors',
      description: 'Sentences by field; lists and objects nest them by index or name.',
    }),
  ],
  { title: 'Problem' },
)

export const problemStatuses = [400, 403, 404, 405, 406, 409, 413, 415, 429] as const

/** Status and sentence of each kind, where nobody knows better. */
const WORDS = {
  unauthenticated: [403, 'Authentication credentials were not provided.'],
  forbidden: [403, 'You do not have permission to perform this action.'],
  payment_required: [402, 'Payment required.'],
  unknown_path: [404, 'Not Found'],
  not_found: [404, 'Not found.'],
  wrong_method: [405, 'Method not allowed.'],
  invalid: [400, 'Invalid input.'],
  malformed_body: [400, 'Malformed request.'],
  unsupported_media: [415, 'Unsupported media type in request.'],
  too_large: [413, 'Request Entity Too Large'],
  conflict: [409, 'Conflict.'],
  rate_limited: [429, 'Request was throttled.'],
  not_simulated: [501, 'This is not simulated.'],
  unavailable: [503, 'Service temporarily unavailable, try again later.'],
  failed: [500, 'Server Error. Site administrators have been notified.'],
} as const satisfies Record<ProblemKind, readonly [number, string]>

/** Kinds whose sentence has to be made. */
const SENTENCE: { readonly [K in ProblemKind]?: (problem: Problem, call: Call) => string } = {
  wrong_method: (_problem, call) => `Method "${call.request.method}" not allowed.`,
  malformed_body: ({ code, message }) =>
    `${code === 'multipart' ? 'Multipart form' : 'JSON'} parse error - ${message || 'Expecting value: line 1 column 1 (char 0)'}`,
  rate_limited: ({ message, retryAfter }) =>
    message || (retryAfter === undefined ? WORDS.rate_limited[1] : throttled(retryAfter)),
}

const throttled = (seconds: number): string =>
  `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`

/** A problem in the platform's words; a channel's posts are answered by its gateway, in words of its own. */
export function renderProblem(problem: Problem, call: Call): TextResponse {
  const status = problem.status ?? WORDS[problem.kind][0]
  const sentence = SENTENCE[problem.kind]?.(problem, call) ?? (problem.message || WORDS[problem.kind][1])
  const wait = problem.retryAfter === undefined ? undefined : { 'retry-after': String(problem.retryAfter) }
  if (isGateway(call.request)) return asGateway(problem, status, sentence, { ...wait }, call)
  const headers = { ...headersFor(call), ...wait }
  if (problem.kind === 'unknown_path') return html(status, NOT_FOUND_PAGE, headers)
  if (problem.kind === 'failed')
    return { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' }, body: sentence }
  return json(status, problem.issues.length > 0 ? wordIssues(problem.issues) : { detail: sentence }, headers)
}

const json = (status: number, body: unknown, headers: Record<string, string>): TextResponse => ({
  status,
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const html = (status: number, body: string, headers: Record<string, string>): TextResponse => ({
  status,
  headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  body,
})

const NOT_FOUND_PAGE =
  '<!doctype html>\n<html lang="en">\n<head><title>Not Found</title></head>\n<body><h1>Not Found</h1><p>The requested resource was not found on this server.</p></body>\n</html>\n'

/** The rule of issues that a parameter of the URL broke: they have no field to stand under. */
export const IN_URL = 'url'

function wordIssues(issues: readonly Issue[]): unknown {
  const inUrl = issues.find(({ rule }) => rule === IN_URL)
  return inUrl ? { detail: inUrl.message } : fold(issues)
}

type Folded = { [name: string]: Folded | string[] }

/** Issues as the platform nests them: sentences in lists, under the names and indexes on the way to them. */
function fold(issues: readonly Issue[]): Folded {
  const root = Object.create(null) as Folded
  for (const { path, rule, message } of issues) {
    let place = root
    for (const step of path.slice(0, -1)) {
      const next = place[step]
      place = next && !Array.isArray(next) ? next : (place[step] = Object.create(null) as Folded)
    }
    const last = path.at(-1) ?? 'non_field_errors'
    const sentences = place[last]
    const sentence = message ?? (rule === 'required' ? SENTENCES.required : 'Invalid value.')
    if (Array.isArray(sentences)) sentences.push(sentence)
    else if (!sentences) place[last] = [sentence]
  }
  return root
}

const GATEWAY_WORDS: { readonly [K in ProblemKind]?: [heading: string, about: (call: Call) => string] } = {
  unknown_path: ['Not Found', (call) => `not found: ${call.request.path}`],
  wrong_method: ['Method Not Allowed', (call) => `method not allowed: ${call.request.method}`],
}

function asGateway(
  problem: Problem,
  status: number,
  sentence: string,
  headers: Record<string, string>,
  call: Call,
): TextResponse {
  const [heading, about] = GATEWAY_WORDS[problem.kind] ?? ['Error', () => '']
  const errors =
    problem.issues.length > 0 ? problem.issues.map(({ message }) => message ?? sentence) : [about(call) || sentence]
  return json(status, { message: heading, data: errors.map((error) => ({ type: 'error', error })) }, headers)
}
