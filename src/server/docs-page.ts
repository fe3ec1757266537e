import type { Api } from '../http/api.ts'
import { DEMO } from '../simulator/demo.ts'

export const PAGE_STYLE = `
  .swagger-ui .topbar .link { visibility: hidden }
  .swagger-ui .topbar .link::after { visibility: visible; content: "textbed"; color: #fff; font: 700 1.5em sans-serif }
  #world-bar { display: block; padding: 8px 20px; background: #1b1b1b; color: #fff; font: 14px sans-serif; text-align: right }
  #world-bar select { margin-left: 8px; padding: 4px }
`

/**
 * What runs in the page: it logs in to a world, `demo` unless its address says `?world=<id>`, shows the documents of that
 * world, and offers the others.
 */
export const pageScript = (apis: readonly Api[]): string => `
const DOCUMENTS = ${JSON.stringify(apis.map(({ name, title }) => ({ name: title, url: `/openapi/${name}.json` })))}

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
    plugins: [SwaggerUIBundle.plugins.DownloadUrl],
    layout: 'StandaloneLayout',
    validatorUrl: null, // the documents are validated where they are written; nothing leaves the machine
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    onComplete: () => world && logIn(world),
  })
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
