import type { Api } from '../http/api.ts'
import { A_PICTURE } from '../http/example.ts'
import { DEMO } from '../simulator/demo.ts'

export const PAGE_STYLE = `
  .swagger-ui .topbar .link { visibility: hidden }
  .swagger-ui .topbar .link::after { visibility: visible; content: "textbed"; color: #fff; font: 700 1.5em sans-serif }
  #world-bar { display: block; padding: 8px 20px; background: #1b1b1b; color: #fff; font: 14px sans-serif; text-align: right }
  #world-bar select { margin-left: 8px; padding: 4px }
`

/** Milliseconds that the page listens to an answer that does not end by itself. */
const LISTENING = 3000

/** So many bytes are shown. Swagger UI colours each word of them, and the page stands still meanwhile. */
const LONG = 100_000

/** The one status by which any operation leads elsewhere. */
const REDIRECTION = 302

/**
 * What runs in the page: it logs in to a world, `demo` unless its address says `?world=<id>`, shows the documents of that
 * world, and offers the others.
 */
export const pageScript = (apis: readonly Api[]): string => `
const DOCUMENTS = ${JSON.stringify(apis.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })))}
const PICTURE = ${JSON.stringify(A_PICTURE)}

start()

async function start() {
  const worlds = await listWorlds()
  const named = (id) => worlds.find((world) => world.id === id)
  const world = named(new URLSearchParams(location.search).get('world')) || named('${DEMO}') || worlds[0]
  offer(worlds, world)
  const ofWorld = world ? '?world=' + encodeURIComponent(world.id) : ''
  window.ui = SwaggerUIBundle({
    urls: DOCUMENTS.map(({ name, url }) => ({ name, url: url + ofWorld })),
    dom_id: '#swagger-ui',
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl, FilesInLists],
    layout: 'StandaloneLayout',
    validatorUrl: null, // the documents are validated where they are written; nothing leaves the machine
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    requestInterceptor: (request) => prepare(request, world),
    onComplete: () => world && logIn(world),
  })
}

/**
 * Swagger UI sends nothing while a file is missing that has to be there, but sends the example of a list of them: where
 * a form takes one file, the page shows a list of one.
 */
const FilesInLists = () => ({
  statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (spec) => update(listFiles(spec)) } } },
})

function listFiles(spec) {
  for (const path of Object.values(spec.paths || {}))
    for (const { requestBody } of Object.values(path)) {
      const { properties = {} } = requestBody?.content['multipart/form-data']?.schema || {}
      for (const [name, schema] of Object.entries(properties))
        if (schema.format === 'binary') properties[name] = { type: 'array', items: schema, maxItems: 1 }
    }
  return spec
}

/** What nobody needs to log in for is asked of the world by its name: no credential says which one is meant. */
function prepare(request, world) {
  if (world && !request.headers.Authorization) request.headers['x-textbed-world'] = world.id
  return Object.assign(request, { userFetch: fetchToShow })
}

/**
 * Swagger UI shows an answer once it is whole, and a script cannot follow what leads to another site: of what goes on
 * without end, what came until now is shown, and of a redirection that there is one.
 */
async function fetchToShow(address, request) {
  if (request.body instanceof FormData) fillInFiles(request.body)
  const answer = await fetch(address, { ...request, redirect: 'manual' })
  if (answer.type === 'opaqueredirect') return redirection()
  const streams = (answer.headers.get('content-type') || '').startsWith('text/event-stream')
  if (streams) return new Response(await untilNow(answer.body), answer)
  const body = await answer.blob()
  const { status, statusText } = answer
  const headers = body.size > ${LONG} ? asFile(answer) : answer.headers
  return new Response(body.size > 0 ? body : null, { status, statusText, headers })
}

/** The headers of an answer that the page offers as a file. */
function asFile({ headers, url }) {
  if (headers.has('content-disposition')) return headers
  const ending = (headers.get('content-type') || '').startsWith('application/json') ? '.json' : ''
  const name = new URL(url).pathname.split('/').at(-1) + ending
  return { ...Object.fromEntries(headers), 'content-disposition': 'attachment; filename="' + name + '"' }
}

/** Swagger UI sends the name that the document gives where nobody has chosen a file. */
function fillInFiles(form) {
  for (const [name, value] of [...form])
    if (value === PICTURE.name) form.set(name, new File([PICTURE.content], PICTURE.name, { type: PICTURE.type }))
}

/** A browser keeps the status and the address of a redirection to itself. */
const redirection = () =>
  new Response('This leads elsewhere, where this page does not follow. Open the address above in a tab of its own to go there.', {
    status: ${REDIRECTION},
    headers: { 'content-type': 'text/plain' },
  })

/** What a stream tells within ${LISTENING} milliseconds, or until it ends. */
async function untilNow(stream) {
  const reader = stream.getReader()
  AbortSignal.timeout(${LISTENING}).addEventListener('abort', () => reader.cancel())
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
}

/** Fills in the world's credentials, in each document that is loaded. */
function logIn({ credentials }) {
  const schemes = window.ui.specSelectors.specJson().getIn(['components', 'securitySchemes'])
  if (!schemes) return
  schemes.forEach((scheme, name) => {
    const values = scheme.get('x-textbed')
    if (!values) return
    const own = credentials[values.get('provider')]
    const value = (part) => values.get(part).replace(/\\{(\\w+)\\}/g, (_, key) => own[key] || '')
    if (scheme.get('type') === 'http') window.ui.preauthorizeBasic(name, value('username'), value('password'))
    else window.ui.preauthorizeApiKey(name, value('value'))
  })
}

/** A bar with all worlds, those that have been made meanwhile too; choosing one opens the page anew for it. */
function offer(worlds, current) {
  const bar = document.createElement('label')
  bar.id = 'world-bar'
  bar.textContent = 'Logged in to the world'
  const select = document.createElement('select')
  select.id = 'world'
  const fill = (all) => select.replaceChildren(...all.map(({ id }) => new Option(id, id, false, id === current?.id)))
  fill(worlds)
  bar.addEventListener('pointerenter', async () => fill(await listWorlds()))
  select.addEventListener('change', () => {
    const address = new URL(location.href)
    address.searchParams.set('world', select.value)
    location.assign(address)
  })
  bar.append(select)
  document.body.prepend(bar)
}

async function listWorlds() {
  return (await (await fetch('/_textbed/worlds')).json()).worlds
}
`
