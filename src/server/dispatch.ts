import type { RequestListener, ServerResponse } from 'node:http'
import type { Api } from '../http/api.ts'
import { KnownBasics } from '../http/basic.ts'
import { Call, bodyLimitOf } from '../http/call.ts'
import type { HttpResponse } from '../http/message.ts'
import { Problem } from '../http/problem.ts'
import { respond, toProblem } from '../http/respond.ts'
import { unpackBody } from '../http/unpack-body.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { ArrivedRequest, plainAnswer, write, writeFailure } from './adapt.ts'
import type { Guard } from './guard.ts'
import type { PiecewiseRequest } from './piecewise-request.ts'
import { drain, hasBody, readBody } from './read-body.ts'
import { type RealTime, atEndOfTurn } from './real-time.ts'
import { type Destination, Router } from './router.ts'
import { type OnServed, watchCall } from './served.ts'
import { splitPrefix, whichWorld } from './which-world.ts'

/** Told of each answer before it is sent. What it throws is answered instead. */
export type OnAnswer = (call: Call, response: HttpResponse) => void

export interface DispatchOptions {
  guard: Guard
  realTime: RealTime
  onAnswer?: OnAnswer | undefined
  /** Told of each call once it is answered; nothing is measured where nobody is. */
  onServed?: OnServed | undefined
}

/** Answers a call, or leaves it to others. */
export type Calls = (incoming: PiecewiseRequest, outgoing: ServerResponse, others: RequestListener) => void

/**
 * The way of every call: past the guard, then to its endpoint; what is no API's is left to others. Whatever breaks on this
 * way is answered, in the dialect's words where the call has got as far as an API.
 */
export function dispatch(
  simulator: Simulator,
  apis: readonly Api[],
  { guard, realTime, onAnswer, onServed }: DispatchOptions,
): Calls {
  const router = new Router(apis)
  const basics = new KnownBasics()
  const soon = atEndOfTurn()

  return (incoming, outgoing, others) => {
    const { method = 'GET' } = incoming
    const url = relative(incoming.url ?? '')
    const mark = url.indexOf('?')
    const whole = mark === -1 ? url : url.slice(0, mark)
    const { prefix, world, path } = splitPrefix(whole)
    const destination = router.find(method, path)
    const request = new ArrivedRequest(incoming, path, mark === -1 ? '' : url.slice(mark + 1), prefix, basics)
    request.awaited(outgoing, realTime.ending)
    const tell = onServed && watchCall(request, destination, world, onServed)
    const send = (answer: HttpResponse) =>
      soon(() => {
        // What was not read to its end cannot be followed by another call.
        if (!incoming.complete && TAKES_BODY.has(method)) outgoing.shouldKeepAlive = false
        try {
          write(outgoing, answer)
        } catch (error) {
          writeFailure(outgoing, error)
        }
        tell?.(answer)
      })
    const go = () => {
      const answer = answerTo(destination!, request, world)
      if (answer instanceof Promise) void answer.then(send)
      else send(answer)
    }

    const refusal = guard({ method, path: whole, headers: incoming.headers })
    if (refusal !== undefined) {
      const refuse = () => send(turnAway(destination, request, refusal))
      return hasBody(incoming) ? drain(incoming, refuse) : refuse()
    }
    if (!destination) {
      if (tell) outgoing.once('finish', () => tell({ status: outgoing.statusCode, body: null }))
      return others(incoming, outgoing)
    }
    if (!TAKES_BODY.has(method)) return go()
    readBody(incoming, bodyLimitOf(destination), (body) => {
      Object.assign(request, body)
      go()
    })
  }

  /** Never throws and never rejects. */
  function answerTo(
    destination: Destination,
    request: ArrivedRequest,
    named: string | undefined,
  ): HttpResponse | Promise<HttpResponse> {
    const failed = (error: unknown) => wordFailure(destination, request, error)
    try {
      const answer = needsBodyForWorld(destination, request)
        ? unpackFirst(destination, request, named)
        : callEndpoint(destination, request, named)
      return answer instanceof Promise ? answer.catch(failed) : answer
    } catch (error) {
      return failed(error)
    }
  }

  async function unpackFirst(
    destination: Destination,
    request: ArrivedRequest,
    named: string | undefined,
  ): Promise<HttpResponse> {
    await unpackBody(callOf(destination, request))
    return callEndpoint(destination, request, named)
  }

  function callEndpoint(
    destination: Destination,
    request: ArrivedRequest,
    named: string | undefined,
  ): HttpResponse | Promise<HttpResponse> {
    const world = whichWorld(simulator, destination.api, request, named)
    if (typeof world === 'string') return plainAnswer(404, 'unknown', world)
    if (world) {
      request.world = world.id
      simulator.use(world)
    }
    const call = callOf(destination, request, world)
    const answer = respond(call)
    if (!onAnswer) return answer
    const tell = (response: HttpResponse) => {
      onAnswer(call, response)
      return response
    }
    return answer instanceof Promise ? answer.then(tell) : tell(answer)
  }
}

/** Who takes this server for a proxy writes the whole address. */
const relative = (url: string): string => (url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, ''))

const TAKES_BODY = new Set(['POST', 'PUT', 'PATCH'])

const callOf = (
  { api, endpoint, params, miss, allow }: Destination,
  request: ArrivedRequest,
  world?: Call['found'],
): Call => new Call(api, endpoint, request, params, world, miss, allow)

/** Whether the credential may stand in a body that is packed still. */
const needsBodyForWorld = ({ api: { dialect } }: Destination, request: ArrivedRequest): boolean =>
  request.packed && dialect.credentialInBody === true && dialect.credential(request) === null

/** The guard's refusal, before any world is looked up. */
function turnAway(destination: Destination | undefined, request: ArrivedRequest, refusal: string): HttpResponse {
  if (!destination) return plainAnswer(403, 'forbidden', refusal)
  return destination.api.dialect.renderProblem(
    new Problem('forbidden', refusal, { status: 403 }),
    callOf(destination, request),
  )
}

/** What broke outside of the stages, as the dialect words what broke within. */
function wordFailure(destination: Destination, request: ArrivedRequest, error: unknown): HttpResponse {
  const problem = toProblem(error)
  try {
    return { ...destination.api.dialect.renderProblem(problem, callOf(destination, request)), error }
  } catch {
    return { ...plainAnswer(500, 'failed', problem.message), error }
  }
}
