import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'
import { didYouMean } from '../core/nearest.ts'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { plainAnswer, write } from './adapt.ts'
import { DemoWorld } from './demo-world.ts'
import { PAGE_STYLE, pageScript } from './docs-page.ts'
import { shipped } from './shipped.ts'

/** What can be looked at only. */
export const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  const message = `${request.path} does not take ${request.method}; it takes GET and HEAD.`
  write(response, plainAnswer(405, 'wrong_method', message, { allow: 'GET, HEAD' }))
}

/**
 * The page runs its own scripts and calls nobody but this server; no other page can show it in a frame. Swagger UI writes
 * styles into its page, shows its icons as data, and pictures that were answered as blobs of its own.
 */
const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const guardPages: RequestHandler = (_request, response, next) => {
  response.set({
    'content-security-policy': CONTENT_SECURITY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
  next()
}

/** Swagger UI at /docs and the documents at /openapi; loaded, and the world `demo` furnished, when they are first asked for. */
export function docs(simulator: Simulator, apis: readonly Api[]): Router {
  const router = Router()
  const here = dirname(fileURLToPath(import.meta.url))
  const demo = new DemoWorld(simulator)
  router.use(['/openapi', '/docs'], refuseOtherMethods, guardPages)
  router.use('/openapi', documentsOfWorlds(simulator, apis), express.static(shipped('openapi')))
  let ui: Promise<RequestHandler[]> | undefined
  router.get('/docs/swagger-ui-init.js', (_request, response) => {
    response.type('text/javascript').send(pageScript(apis))
  })
  router.get('/docs/', async (_request, _response, next) => {
    await demo.open()
    next()
  })
  router.use('/docs', (request, response, next) => {
    if (request.originalUrl === '/docs') return response.redirect('/docs/')
    ui ??= swaggerUi(here)
    ui.then((handlers) => run(handlers, request, response, next), next)
  })
  return router
}

/** `?world=<id>` asks for the document whose examples are of that world; without it, those of `demo` as it is furnished. */
const documentsOfWorlds =
  (simulator: Simulator, apis: readonly Api[]): RequestHandler =>
  async (request, response, next) => {
    const api = apis.find(({ name }) => request.path === `/${name}.json`)
    const id = new URL(request.originalUrl, 'http://textbed').searchParams.get('world')
    if (!api || id === null) return next()
    const known = simulator.worlds.list().map((world) => world.id)
    if (!known.includes(id))
      return write(response, plainAnswer(404, 'not_found', `There is no world "${id}". ${didYouMean(id, known)}`))
    const { documentOf } = await import('../http/openapi.ts')
    response.json(documentOf(api, simulator.get(id)))
  }

async function swaggerUi(here: string): Promise<RequestHandler[]> {
  const { default: ui } = await import('swagger-ui-express')
  const assets = existsSync(join(here, 'swagger-ui'))
    ? join(here, 'swagger-ui')
    : dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const page = ui.setup(undefined, { customSiteTitle: 'textbed', customCss: PAGE_STYLE, explorer: true })
  return [onlyPage(page), express.static(assets, { index: false })]
}

/** The page itself; everything below it is a file. */
const onlyPage =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.path === '/' ? handler(request, response, next) : next()

function run(handlers: readonly RequestHandler[], ...[request, response, next]: Parameters<RequestHandler>): void {
  const [first, ...rest] = handlers
  if (!first) return next()
  void first(request, response, (error?: unknown) => (error ? next(error) : run(rest, request, response, next)))
}
