import type { Server } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { type OnAnswer, dispatch } from './dispatch.ts'
import { docs } from './docs.ts'
import type { RealTime } from './real-time.ts'
import { report } from './report.ts'
import { shapedServer } from './shaped-server.ts'

/** What is served besides the calls of the APIs: their documents, and an answer for all that is nowhere. */
function createApp(apis: readonly Api[]): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.use(docs(apis))
  app.get('/', (_request, response) => response.redirect('/docs/'))
  app.use((request, response) => {
    const bases = apis.flatMap((api) => api.bases).join(', ')
    const message = `Nothing is served at ${request.method} ${request.path.slice(0, 200)}. The APIs begin at ${bases}; their documents are at /docs.`
    response.status(404).json({ error: { code: 'unknown_path', message } })
  })
  app.use(answerError)
  return app
}

/** The last resort: what no dialect could word, said without a page of HTML. */
const answerError: ErrorRequestHandler = (error: Error & { status?: number }, _request, response, next) => {
  const status = error.status ?? 500
  if (status >= 500) report('a call failed', error)
  if (response.headersSent) return next(error)
  response.status(status).json({ error: { code: status >= 500 ? 'failed' : 'invalid', message: error.message } })
}

/** A server for the given APIs: their calls go straight to their endpoints, all else to Express. */
export function createServer(
  simulator: Simulator,
  apis: readonly Api[],
  realTime: RealTime,
  onAnswer?: OnAnswer,
): Server {
  const calls = dispatch(simulator, apis, realTime, onAnswer)
  return shapedServer(createApp(apis), (app) => (incoming, outgoing) => {
    const [request, response] = [incoming as Request, outgoing as Response]
    const leave = (error?: unknown) =>
      error ? answerError(error, request, response, () => {}) : app(request, response)
    void calls(request, response, leave)
  })
}
