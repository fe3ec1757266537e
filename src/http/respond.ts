import { Refusal, type RefusalReason } from '../core/refusal.ts'
import { keepAsked } from './asked.ts'
import type { Call } from './call.ts'
import { callCame } from './events.ts'
import { ConnectionReset } from './faults/connection-reset.ts'
import { endOnFault } from './faults/obey-faults.ts'
import { JsonText } from './json-text.ts'
import { maskForm } from './mask.ts'
import { Body, type HttpResponse, Reply } from './message.ts'
import { Problem, type ProblemKind } from './problem.ts'

/** The life of one call: its stages in the dialect's order, its handler, its answer. Waits only where one of them does. */
export function respond(call: Call): HttpResponse | Promise<HttpResponse> {
  const world = call.found
  if (!world) return pass(call, 0)
  return world.journal.within(causeOf(call), () => {
    call.entry = world.publish(callCame, {
      provider: call.api.name,
      operation: call.endpoint.id,
      method: call.request.method,
      path: call.request.path,
      query: call.request.query === '' ? '' : maskForm(call.request.query),
      status: null,
      refused: null,
    })
    keepAsked(world, call.entry.id, call.request)
    return within(call, () => pass(call, 0))
  })
}

/** A call that comes while a webhook's receiver is at work comes from that receiver. */
function causeOf(call: Call): number | null {
  const attempting = call.world.attempting
  if (attempting.size === 0) return call.world.journal.cause
  return Math.max(...attempting)
}

function within<T>(call: Call, run: () => T): T {
  return call.entry ? call.world.journal.within(call.entry.id, run) : run()
}

function pass(call: Call, first: number): HttpResponse | Promise<HttpResponse> {
  const { stages } = call.api.dialect
  try {
    for (let at = first; at < stages.length; at++) {
      const waiting = stages[at]!(call)
      if (waiting) return resume(call, waiting, () => pass(call, at + 1))
    }
    const answer = call.endpoint.handle(call)
    return answer instanceof Promise ? resume(call, answer, (value) => succeed(call, value)) : succeed(call, answer)
  } catch (error) {
    return fail(call, error)
  }
}

async function resume<T>(
  call: Call,
  waiting: Promise<T>,
  go: (value: T) => HttpResponse | Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    const value = await waiting
    return await within(call, () => go(value))
  } catch (error) {
    return within(call, () => fail(call, error))
  }
}

function succeed(call: Call, answer: unknown): HttpResponse | Promise<HttpResponse> {
  try {
    const late = endOnFault(call)
    if (late) return resume(call, late, () => dress(call, answer))
    return dress(call, answer)
  } catch (error) {
    return fail(call, error)
  }
}

function dress(call: Call, answer: unknown): HttpResponse {
  const { dialect } = call.api
  const reply = answer instanceof Reply ? answer : undefined
  const status = reply?.status ?? call.endpoint.status ?? 200
  const body = reply ? reply.body : answer
  const headers = dialect.headers?.(call) ?? {}
  if (reply) Object.assign(headers, reply.headers)
  if (call.entry) call.world.journal.amend({ ...call.entry, status })
  if (body === undefined || body === null) return { status, headers, body: null }
  if (body instanceof Body) {
    headers['content-type'] ??= body.mediaType
    return { status, headers, body: body.content }
  }
  headers['content-type'] ??= 'application/json'
  const dressed = dialect.dress ? dialect.dress(body, call) : body
  return { status, headers, body: dressed instanceof JsonText ? dressed.text : JSON.stringify(dressed) }
}

const KIND_OF: Record<RefusalReason, ProblemKind> = {
  unknown: 'not_found',
  exists: 'conflict',
  busy: 'conflict',
  illegal: 'invalid',
  gone: 'conflict',
}

function fail(call: Call, error: unknown): HttpResponse {
  if (error instanceof ConnectionReset) {
    if (call.entry) call.world.journal.amend({ ...call.entry, status: 0, refused: error.message })
    return { status: 0, headers: {}, body: null, reset: true }
  }
  const problem = toProblem(error)
  const response = call.api.dialect.renderProblem(problem, call)
  if (error !== problem && problem.kind === 'failed') response.error = error
  if (call.entry)
    call.world.journal.amend({ ...call.entry, status: response.status, refused: response.body?.slice(0, 2000) ?? null })
  return response
}

/** Whatever was thrown, as what went wrong with a call. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Refusal) return new Problem(KIND_OF[error.reason], error.message, { code: error.reason })
  return new Problem('failed', error instanceof Error ? error.message : String(error))
}
