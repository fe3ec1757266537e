import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'
import type { Api } from '../http/api.ts'
import { plainAnswer, write } from './adapt.ts'

/** What can be looked at only. */
export const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  const message = `${request.path} does not take ${request.method}; it takes GET and HEAD.`
  write(response, plainAnswer(405, 'wrong_method', message, { allow: 'GET, HEAD' }))
}

/**
 * The page runs its own scripts and calls nobody but this server; no other page can show it in a frame. Swagger UI writes
 * styles into its page and shows its icons as data.
 */
const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
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

/** Swagger UI at /docs and the documents at /openapi; loaded when they are first asked for. */
export function docs(apis: readonly Api[]): Router {
  const router = Router()
  const here = dirname(fileURLToPath(import.meta.url))
  router.use(['/openapi', '/docs'], refuseOtherMethods, guardPages)
  router.use('/openapi', express.static(firstThere(join(here, 'openapi'), join(here, '../../openapi'))))
  let ui: Promise<RequestHandler[]> | undefined
  router.get('/docs/authorize.js', (_request, response) => {
    response.type('text/javascript').send(AUTHORIZE)
  })
  router.use('/docs', (request, response, next) => {
    if (request.originalUrl === '/docs') return response.redirect('/docs/')
    ui ??= swaggerUi(apis, here)
    ui.then((handlers) => run(handlers, request, response, next), next)
  })
  return router
}

async function swaggerUi(apis: readonly Api[], here: string): Promise<RequestHandler[]> {
  const { default: ui } = await import('swagger-ui-express')
  const assets = existsSync(join(here, 'swagger-ui'))
    ? join(here, 'swagger-ui')
    : dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const options = {
    customSiteTitle: 'textbed',
    customCss:
      '.swagger-ui .topbar .link { visibility: hidden } .swagger-ui .topbar .link::after { visibility: visible; content: "textbed"; color: #fff; font: 700 1.5em sans-serif }',
    customJs: '/docs/authorize.js',
    explorer: true,
    swaggerOptions: {
      urls: apis.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })),
      validatorUrl: null, // the documents are validated here; nothing leaves the machine
      persistAuthorization: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
    },
  }
  const [init] = ui.serve
  return [ui.setup(undefined, options), init!, express.static(assets, { index: false })].map((handler, index) =>
    index === 0 ? onlyPage(handler) : handler,
  )
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

const firstThere = (...folders: string[]): string => folders.find((folder) => existsSync(folder)) ?? folders[0]!

/** Runs in the page: whenever a document has been loaded, the default world's credentials are filled in. */
const AUTHORIZE = `
const known = fetch('/_textbed/worlds/default').then((answer) => (answer.ok ? answer.json() : undefined))
let shown
setInterval(async () => {
  const system = window.ui && window.ui.getSystem ? window.ui.getSystem() : window.ui
  if (!system || !system.specSelectors) return
  const document = system.specSelectors.specJson()
  if (document === shown || !document.get('components')) return
  shown = document
  const world = await known
  if (!world) return
  const schemes = document.getIn(['components', 'securitySchemes'])
  if (!schemes) return
  schemes.forEach((scheme, name) => {
    const values = scheme.get('x-textbed')
    if (!values) return
    const from = world.credentials[values.get('provider')]
    const value = (part) => values.get(part).replace(/\\{(\\w+)\\}/g, (_, key) => from[key] || '')
    if (scheme.get('type') === 'http') window.ui.preauthorizeBasic(name, value('username'), value('password'))
    else window.ui.preauthorizeApiKey(name, value('value'))
  })
}, 200)
`
