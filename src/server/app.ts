import type { Server } from 'node:http'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { type OnAnswer, dispatch } from './dispatch.ts'
import { docs } from './docs.ts'
import type { RealTime } from './real-time.ts'
import { report } from './report.ts'
import { shapedServer } from './shaped-server.ts'

/** An Express application that serves the given APIs and their documents. */
export function createApp(
  simulator: Simulator,
  apis: readonly Api[],
  realTime: RealTime,
  onAnswer?: OnAnswer,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.use(dispatch(simulator, apis, realTime, onAnswer))
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

export const createServer = (...parts: Parameters<typeof createApp>): Server => shapedServer(createApp(...parts))
