import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { messageOf, plainAnswer, write, writeFailure } from './adapt.ts'
import { docs, refuseOtherMethods } from './docs.ts'

/** What is served besides the calls of the APIs: their documents, and an answer for all that is nowhere. */
export function createPages(simulator: Simulator, apis: readonly Api[]): Express {
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
