import type { Server } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { messageOf, plainAnswer, write, writeFailure } from './adapt.ts'
import { type OnAnswer, dispatch } from './dispatch.ts'
import { docs, refuseOtherMethods } from './docs.ts'
import { guardOf } from './guard.ts'
import type { RealTime } from './real-time.ts'
import { shapedServer } from './shaped-server.ts'

/** What is served besides the calls of the APIs: their documents, and an answer for all that is nowhere. */
function createApp(simulator: Simulator, apis: readonly Api[]): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.use(docs(simulator, apis))
  app.all('/', refuseOtherMethods, (_request, response) => response.redirect('/docs/'))
  app.use((request, response) => {
    const bases = apis.flatMap((api) => api.bases).join(', ')
    const message = `Nothing is served at ${request.method} ${request.path.slice(0, 200)}. The APIs begin at ${bases}; their documents are at /docs.`
    write(response, plainAnswer(404, 'unknown_path', message))
  })
  app.use(answerError)
  return app
}

/** What Express itself refuses, such as a path with a broken escape, or what broke, said without a page of HTML. */
const answerError: ErrorRequestHandler = (error: Error & { status?: number }, _request, response, _next) => {
  const { status = 500 } = error
  if (status >= 500 || response.headersSent) return writeFailure(response, error)
  write(response, plainAnswer(status, 'invalid', messageOf(error)))
}

export interface ServerOptions {
  /** Hosts by which it may be called, besides addresses, local names and the platforms' own. */
  allowHosts?: readonly string[] | undefined
  /** Told of each answer of an API before it is sent. */
  onAnswer?: OnAnswer | undefined
}

/** A server for the given APIs: their calls go straight to their endpoints, all else to Express. */
export function createServer(
  simulator: Simulator,
  apis: readonly Api[],
  realTime: RealTime,
  { allowHosts = [], onAnswer }: ServerOptions = {},
): Server {
  const ownHosts = apis.flatMap(({ hosts = [] }) => hosts)
  const calls = dispatch(simulator, apis, { guard: guardOf(ownHosts, allowHosts), realTime, onAnswer })
  return shapedServer(createApp(simulator, apis), (app) => (incoming, outgoing) => {
    const [request, response] = [incoming as Request, outgoing as Response]
    void calls(request, response, () => app(request, response))
  })
}
