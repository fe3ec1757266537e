import type { Server } from 'node:http'
import express, { type Express } from 'express'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { dispatch } from './dispatch.ts'
import { docs } from './docs.ts'
import type { RealTime } from './real-time.ts'
import { shapedServer } from './shaped-server.ts'

/** An Express application that serves the given APIs and their documents. */
export function createApp(simulator: Simulator, apis: readonly Api[], realTime: RealTime): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.use(dispatch(simulator, apis, realTime))
  app.use(docs(apis))
  app.get('/', (_request, response) => response.redirect('/docs/'))
  app.use((request, response) => {
    const bases = apis.flatMap((api) => api.bases).join(', ')
    const message = `Nothing is served at ${request.method} ${request.path.slice(0, 200)}. The APIs begin at ${bases}; their documents are at /docs.`
    response.status(404).json({ error: { code: 'unknown_path', message } })
  })
  return app
}

export const createServer = (simulator: Simulator, apis: readonly Api[], realTime: RealTime): Server =>
  shapedServer(createApp(simulator, apis, realTime))
