import { expect, test } from 'vitest'
import { documentOf } from '../../src/http/openapi.ts'
import { providers } from '../../src/providers/index.ts'
import { DEMO_WORLD } from '../../src/simulator/demo.ts'
import { type BareCall, credentialsOf, startBare } from '../support/bare-simulator.ts'
import { requestOf } from '../support/documented-request.ts'

// What others refer to is deleted on the web pages, one after the other, in a world with a past. Whatever the documents
// offer is asked for in between: nothing breaks, and a snapshot of what is left would be put back.

const pages = providers.flatMap(({ name, webPages = [] }) =>
  webPages.filter(({ remove }) => remove).map(({ nouns }) => ({ provider: name, nouns })),
)

test.each(pages)(
  'whatever is deleted of the $nouns of $provider, all else is answered',
  async ({ provider, nouns }) => {
    const { simulator, apis, world: other, call } = startBare(providers)
    const demo = await simulator.createFrom(DEMO_WORLD)
    simulator.worlds.delete(other.id)
    const documents = apis.map((api) => ({ api, document: documentOf(api, demo) }))
    const broken: string[] = []
    const send = async (given: BareCall) => {
      const answer = await call({ ...given, headers: { 'content-type': 'application/json', ...given.headers } })
      // The world has a fault rule of its own, which answers with 503.
      if (answer.status >= 500 && answer.status !== 501 && answer.status !== 503)
        broken.push(`${given.method} ${given.path} ${String(given.body)} → ${answer.status} ${String(answer.body)}`)
      return answer
    }
    const admin = (method: string, path: string, body?: object) =>
      send({ method, path: `/_textbed/worlds/demo${path}`, ...(body && { body: JSON.stringify(body) }) })
    const askForEverything = async () => {
      const world = simulator.get('demo')
      for (const { api, document } of documents.filter((one) => one.api.name !== 'admin'))
        for (const { path, method } of api.endpoints)
          await send(await withCredentials(requestOf(document, path, method), credentialsOf(api, world)))
      await admin('GET', '')
      await simulator.readWorld(JSON.parse(JSON.stringify(world)))
    }

    const path = `/${provider}/${nouns.toLowerCase().replaceAll(' ', '-')}`
    const listed = async () =>
      Object.values(JSON.parse(String((await admin('GET', path)).body)) as object)[0] as {
        id?: string
        uuid?: string
      }[]
    await askForEverything()
    for (const { id, uuid } of await listed()) {
      expect((await admin('DELETE', `${path}/${id ?? uuid}`)).status).toBe(204)
      await askForEverything()
      await admin('POST', '/clock/advance', { by: 'PT5M' })
    }
    expect(await listed()).toEqual([])
    await admin('POST', '/clock/advance', { until: 'idle' })
    await askForEverything()
    expect(broken).toEqual([])
  },
)

async function withCredentials(request: ReturnType<typeof requestOf>, credentials: Record<string, string>) {
  const made = await request
  return { ...made, headers: { ...made.headers, ...credentials } }
}
