import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs'
import { type Server, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express, { type Express, type NextFunction, type Request, type Response, Router } from 'express'
import ui from 'swagger-ui-express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shapedServer } from '../../src/server/shaped-server.ts'

// A server with ready-made prototypes has to answer as Express does by itself, whatever an application does with it.

const folder = mkdtempSync(join(tmpdir(), 'textbed-express-'))
writeFileSync(join(folder, 'file.txt'), 'a file of some length\n'.repeat(100))
writeFileSync(join(folder, 'index.html'), '<h1>index</h1>')

function createApp(): Express {
  const app = express()
  app.get('/text', (_request, response) => response.send('text'))
  app.get('/json', (_request, response) => response.json({ a: [1, null, 'ü'] }))
  app.get('/jsonp', (_request, response) => response.jsonp({ a: 1 }))
  app.get('/buffer', (_request, response) => response.send(Buffer.from('bytes')))
  app.get('/nothing', (_request, response) => response.status(204).end())
  app.get('/status', (_request, response) => response.sendStatus(418))
  app.get('/file', (_request, response) => response.sendFile(join(folder, 'file.txt')))
  app.get('/download', (_request, response) => response.download(join(folder, 'file.txt'), 'named.txt'))
  app.get('/no-file', (_request, response) => response.sendFile(join(folder, 'none.txt')))
  app.get('/redirect', (_request, response) => response.redirect(301, '/text'))
  app.get('/back', (request, response) => response.redirect(request.get('referer') ?? '/'))
  app.get('/params/:one/{:two}', (request, response) => response.json(request.params))
  app.get('/query', (request, response) => response.json(request.query))
  app.get('/cookies', (_request, response) =>
    response.cookie('a', 'b c', { httpOnly: true, path: '/x' }).clearCookie('d').send('cookies'),
  )
  app.get('/headers', (_request, response) =>
    response
      .set({ 'x-one': '1', 'content-type': 'text/x' })
      .append('x-two', ['2', '3'])
      .vary('accept')
      .links({ next: '/n' })
      .location('/l')
      .type('html')
      .attachment('a.pdf')
      .send('headers'),
  )
  app.get('/format', (_request, response) =>
    response.format({
      text: () => response.send('plain'),
      html: () => response.send('<p>'),
      json: () => response.json({}),
    }),
  )
  app.get('/about', (request, response) =>
    response.json({
      ip: request.ip === '127.0.0.1',
      ips: request.ips,
      protocol: request.protocol,
      secure: request.secure,
      hostname: request.hostname,
      subdomains: request.subdomains,
      path: request.path,
      originalUrl: request.originalUrl,
      baseUrl: request.baseUrl,
      xhr: request.xhr,
      fresh: request.fresh,
      accepts: request.accepts(['json', 'html']),
      languages: request.acceptsLanguages('de', 'en'),
      is: request.is('json'),
      range: request.range(100),
      sameApp: request.app === app && request.res!.app === app && request.res!.req === request,
    }),
  )
  app.get('/thrown', () => {
    throw Object.assign(new Error('thrown'), { status: 409 })
  })
  app.get('/rejected', async () => {
    throw Object.assign(new Error('rejected'), { status: 410 })
  })
  app.get('/handled', () => {
    throw new Error('handled')
  })
  app.get('/stream', (_request, response) => void createReadStream(join(folder, 'file.txt')).pipe(response))
  app.get('/chunks', (_request, response) => {
    response.write('one ')
    response.end('two')
  })
  app.get(
    '/locals',
    (_request, response, next) => {
      response.locals['a'] = 1
      next()
    },
    (_request, response) => response.json(response.locals),
  )
  app.post('/body', express.json(), express.urlencoded({ extended: true }), express.text(), (request, response) =>
    response.json({ body: request.body as unknown }),
  )
  app.all('/all', (request, response) => response.send(request.method))
  app.use('/static', express.static(folder))
  const inner = Router({ mergeParams: true })
  inner.get('/here', (request, response) =>
    response.json({ baseUrl: request.baseUrl, path: request.path, params: request.params }),
  )
  app.use('/outer/:name', inner)
  const mounted = express()
  mounted.set('etag', false)
  mounted.get('/', (request, response) =>
    response.json({
      baseUrl: request.baseUrl,
      mounted: request.app === mounted,
      etag: response.app.get('etag') as unknown,
    }),
  )
  app.use('/mounted', mounted)
  app.get('/after-mounted', (request, response) =>
    response.json({ app: request.app === app, etag: response.app === app }),
  )
  app.use('/docs', ui.serve, ui.setup({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: {} }))
  app.use((error: Error & { status?: number }, request: Request, response: Response, next: NextFunction) => {
    if (request.path === '/handled') response.status(500).json({ message: error.message })
    else next(Object.assign(error, { stack: `Error: ${error.message}` }))
  })
  return app
}

const settings: Record<string, (app: Express) => void> = {
  'as it comes': () => {},
  'behind a proxy that is trusted': (app) => void app.set('trust proxy', true),
  'without tags and its name': (app) => void app.disable('etag').disable('x-powered-by'),
  'with another query parser': (app) =>
    void app.set('query parser', 'extended').set('case sensitive routing', true).set('strict routing', true),
}

const calls: [method: string, path: string, headers?: Record<string, string>, body?: string][] = [
  ['GET', '/text'],
  ['HEAD', '/text'],
  ['OPTIONS', '/text'],
  ['POST', '/text'],
  ['GET', '/TEXT/'],
  ['GET', '/text', { 'if-none-match': 'W/"4-NyM6lkd0XRRgFtU6nUWlQmO9SGQ"' }],
  ['GET', '/json'],
  ['GET', '/json', { 'if-none-match': '*' }],
  ['GET', '/jsonp?callback=cb'],
  ['GET', '/buffer'],
  ['GET', '/nothing'],
  ['GET', '/status'],
  ['GET', '/file'],
  ['HEAD', '/file'],
  ['GET', '/file', { range: 'bytes=2-9' }],
  ['GET', '/file', { range: 'bytes=99999-' }],
  ['GET', '/download'],
  ['GET', '/no-file'],
  ['GET', '/redirect'],
  ['GET', '/redirect', { accept: 'text/html' }],
  ['GET', '/back', { referer: '/from here' }],
  ['GET', '/params/a%20b/c'],
  ['GET', '/params/a'],
  ['GET', '/params/%zz'],
  ['GET', '/query?a=1&a=2&b[c]=3&d'],
  ['GET', '/cookies', { cookie: 'x=y' }],
  ['GET', '/headers'],
  ['GET', '/format', { accept: 'text/html' }],
  ['GET', '/format', { accept: 'image/png' }],
  [
    'GET',
    '/about?x=1',
    {
      'x-forwarded-for': '10.0.0.1, 10.0.0.2',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'a.b.example.com',
      'x-requested-with': 'XMLHttpRequest',
      accept: 'application/json',
      'accept-language': 'de',
      range: 'bytes=0-5',
    },
  ],
  ['GET', '/thrown'],
  ['GET', '/rejected'],
  ['GET', '/handled'],
  ['GET', '/stream'],
  ['GET', '/chunks'],
  ['HEAD', '/chunks'],
  ['GET', '/locals'],
  ['POST', '/body', { 'content-type': 'application/json' }, '{"a":1}'],
  ['POST', '/body', { 'content-type': 'application/json' }, '{"a":'],
  ['POST', '/body', { 'content-type': 'application/x-www-form-urlencoded' }, 'a[b]=1&c=d'],
  ['POST', '/body', { 'content-type': 'text/plain' }, 'text'],
  ['POST', '/body', { 'content-type': 'application/json' }, JSON.stringify('x'.repeat(200_000))],
  ['POST', '/body'],
  ['DELETE', '/all'],
  ['PATCH', '/all', {}, 'x'],
  ['GET', '/static/file.txt'],
  ['GET', '/static'],
  ['GET', '/static/'],
  ['GET', '/static/none'],
  ['GET', '/static/..%2f..%2fetc%2fpasswd'],
  ['GET', '/outer/x/here'],
  ['GET', '/outer/x/there'],
  ['GET', '/mounted'],
  ['GET', '/after-mounted'],
  ['GET', '/docs/'],
  ['GET', '/docs'],
  ['GET', '/docs/swagger-ui-init.js'],
  ['GET', '/nowhere'],
  ['PROPFIND', '/nowhere'],
]

/** An answer to the last byte, but for the date and what a port or a folder has in it. */
function ask(
  server: Server,
  [method, path, headers = {}, body]: (typeof calls)[number],
): Promise<{ status: number | undefined; headers: string[]; body: string }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { port, host: '127.0.0.1', method, path, headers: { host: 'textbed.test', ...headers }, agent: false },
      (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        incoming.on('end', () => {
          const pairs = incoming.rawHeaders.flatMap((name, index, all) =>
            index % 2 === 0 && name.toLowerCase() !== 'date' ? [`${name}: ${all[index + 1]}`] : [],
          )
          resolve({ status: incoming.statusCode, headers: pairs, body: text })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))

/** A server that an application is given to when it is there already. */
function late(app: Express): Server {
  const { server, shape } = shapedServer((request, response) => app(request, response))
  shape(app)
  return server
}

describe.each(Object.entries(settings))('an application %s', (_name, set) => {
  const servers: Server[] = []
  beforeAll(async () => {
    const [plain, shaped] = [createApp(), createApp()]
    set(plain)
    set(shaped)
    servers.push(
      await new Promise<Server>((resolve) => {
        const server = plain.listen(0, '127.0.0.1', () => resolve(server))
      }),
      await listening(late(shaped)),
    )
  })
  afterAll(() => {
    for (const server of servers) server.close()
  })

  test.each(calls)('%s %s %j', async (...call) => {
    const [plain, shaped] = await Promise.all(servers.map((server) => ask(server, call)))
    expect(shaped).toEqual(plain)
  })
})
