import { expect, test } from 'vitest'
import { documentOf } from '../../src/http/openapi.ts'
import { providers } from '../../src/providers/index.ts'
import { DEMO_WORLD } from '../../src/simulator/demo.ts'
import { type BareCall, credentialsOf, startBare } from '../support/bare-simulator.ts'
import { requestOf } from '../support/documented-request.ts'

// What others refer to is deleted on the web pages, one after the other, in a world with a past. Whatever the documents
// offer is asked for in between: nothing breaks, and a snapshot of what is left would be put back.

/** A row of a list, by whatever it is named. */
interface Listed {
  id?: string
  uuid?: string
  resthook?: string
  system?: boolean
}

const nameOf = ({ id, uuid, resthook }: Listed): string => (id ?? uuid ?? resthook)!

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
    const listed = async () => {
      const [rows] = Object.values(JSON.parse(String((await admin('GET', path)).body)) as Record<string, Listed[]>)
      // What the platform has made itself stays.
      return rows!.filter(({ system }) => !system)
    }
    await askForEverything()
    const there = (await listed()).map(nameOf)
    for (const one of there) {
      expect((await admin('DELETE', `${path}/${one}`)).status).toBe(204)
      await askForEverything()
      await admin('POST', '/clock/advance', { by: 'PT5M' })
    }
    // What is asked for in between makes new ones of some kinds.
    expect((await listed()).map(nameOf).filter((one) => there.includes(one))).toEqual([])
    await admin('POST', '/clock/advance', { until: 'idle' })
    await askForEverything()
    expect(broken).toEqual([])
  },
)

async function withCredentials(request: ReturnType<typeof requestOf>, credentials: Record<string, string>) {
  const made = await request
  return { ...made, headers: { ...made.headers, ...credentials } }
}
