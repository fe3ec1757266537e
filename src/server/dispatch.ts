import type { RequestHandler } from 'express'
import type { Api } from '../http/api.ts'
import { Call } from '../http/call.ts'
import type { HttpResponse } from '../http/message.ts'
import { respond } from '../http/respond.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { ArrivedRequest, write } from './adapt.ts'
import { readBody } from './read-body.ts'
import { type RealTime, atEndOfTurn } from './real-time.ts'
import { type Destination, Router } from './router.ts'
import { splitPrefix, whichWorld } from './which-world.ts'

/** Told of each answer before it is sent. What it throws is answered instead. */
export type OnAnswer = (call: Call, response: HttpResponse) => void

/** Takes every call to an API past Express's own routing, straight to its endpoint; leaves the rest to Express. */
export function dispatch(
  simulator: Simulator,
  apis: readonly Api[],
  realTime: RealTime,
  onAnswer?: OnAnswer,
): RequestHandler {
  const router = new Router(apis)
  const soon = atEndOfTurn()
  return (incoming, outgoing, next) => {
    const url = incoming.url
    const mark = url.indexOf('?')
    const { prefix, world, path } = splitPrefix(mark === -1 ? url : url.slice(0, mark))
    const destination = router.find(incoming.method, path)
    if (!destination) return next()
    const request = new ArrivedRequest(incoming, path, mark === -1 ? '' : url.slice(mark + 1), prefix)
    const send = (answer: HttpResponse) =>
      soon(() => {
        try {
          write(outgoing, answer)
        } catch (error) {
          next(error)
        }
      })
    const go = () => {
      try {
        const answer = answerTo(destination, request, world)
        if (!(answer instanceof Promise)) send(answer)
        // oxlint-disable-next-line promise/no-callback-in-promise -- Express is told of what went wrong
        else answer.then(send).catch(next)
      } catch (error) {
        next(error)
      }
    }
    if (!TAKES_BODY.has(incoming.method)) return go()
    readBody(incoming, destination.api.dialect.bodyLimit, (body) => {
      Object.assign(request, body)
      if (body.bodyProblem === 'too_large') outgoing.shouldKeepAlive = false
      go()
    })
  }

  function answerTo(
    { api, endpoint, params, miss, allowed }: Destination,
    request: ArrivedRequest,
    named: string | undefined,
  ): HttpResponse | Promise<HttpResponse> {
    const world = whichWorld(simulator, api, request, named)
    if (typeof world === 'string') return noSuchWorld(world)
    if (world) realTime.follow(world)
    const call = new Call(api, endpoint, request, params, world, miss, allowed)
    const answer = respond(call)
    if (!onAnswer) return answer
    const tell = (response: HttpResponse) => {
      onAnswer(call, response)
      return response
    }
    return answer instanceof Promise ? answer.then(tell) : tell(answer)
  }
}

const TAKES_BODY = new Set(['POST', 'PUT', 'PATCH'])

const noSuchWorld = (message: string): HttpResponse => ({
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code: 'unknown', message } }),
})
