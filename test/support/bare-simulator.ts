import type { TSchema } from 'typebox'
import { adminOf } from '../../src/admin/index.ts'
import { routes } from '../../src/core/network/route.ts'
import { keywordsOf } from '../../src/core/schema-keywords.ts'
import type { World } from '../../src/core/world.ts'
import type { Api, Provider } from '../../src/http/api.ts'
import { Call } from '../../src/http/call.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import type { Fields } from '../../src/http/field.ts'
import type { HttpRequest, TextResponse } from '../../src/http/message.ts'
import type { CallOut } from '../../src/http/outbound-request.ts'
import { respond } from '../../src/http/respond.ts'
import { Router } from '../../src/server/router.ts'
import { shippedFixtures } from '../../src/server/shipped.ts'
import { Simulator } from '../../src/simulator/simulator.ts'
import { answerFitsSchema } from './fits-schema.ts'
import { wholeAnswer } from './read-content.ts'

export interface BareCall {
  method: string
  path: string
  query?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  bodyProblem?: HttpRequest['bodyProblem']
  /** The world that is called; that of the credentials where it is left out. */
  world?: World
}

const NOBODY: CallOut = () => Promise.resolve({ kind: 'impossible', why: 'nobody is there' })

/**
 * A simulator without a server, for thousands of calls; nothing in it waits. Every answer is held against its schema.
 * @param breathe asked wherever long work may let others have their turn
 */
export function startBare(
  providers: readonly Provider[],
  {
    callOut = NOBODY,
    breathe = () => undefined,
  }: { callOut?: CallOut; breathe?: () => Promise<void> | undefined } = {},
) {
  let real = 0
  const simulator = new Simulator({
    providers,
    fixtures: shippedFixtures,
    outside: {
      breathe,
      settle: () => Promise.resolve(),
      wallClock: () => real,
      // Real time passes as soon as somebody waits for it.
      after(milliseconds, run) {
        const waiting = setImmediate(() => {
          real += milliseconds
          run()
        })
        return () => clearImmediate(waiting)
      },
      callOut,
    },
  })
  const apis: readonly Api[] = [...providers, adminOf(simulator)]
  const router = new Router(apis)
  const world = simulator.create({ id: 'default', seed: 'test' })
  // Somebody has written already, so that there is something to see.
  for (const { id } of world.collection(routes).all().slice()) world.write('+250788123123', id, 'hello')

  async function call({
    method,
    path,
    query = '',
    headers = {},
    body,
    bodyProblem = null,
    world: named,
  }: BareCall): Promise<TextResponse> {
    const to = router.find(method, path)
    if (!to) throw new Error(`No API serves ${path}.`)
    const bytes = body === undefined || body === '' ? null : typeof body === 'string' ? Buffer.from(body) : body
    const request: HttpRequest = {
      method,
      path,
      query,
      headers,
      body: bytes,
      bodyProblem,
      origin: 'http://textbed.test',
      ip: '127.0.0.1',
    }
    const found = named ?? simulator.worldOf(to.api.name, to.api.dialect.credential(request))
    const made = new Call(to.api, to.endpoint, request, to.params, found, to.miss, to.allow)
    const response = await wholeAnswer(await respond(made))
    answerFitsSchema(made, response)
    return response
  }

  /** All rows of all worlds, as text. */
  const rows = () => JSON.stringify(simulator.worlds.list().map((one) => [one.id, one.store.state()]))

  return { simulator, apis, world, call, rows }
}

/** Headers with a world's credentials, as the API's document says that they are sent. */
export function credentialsOf(api: Api, world: World): Record<string, string> {
  for (const scheme of Object.values(api.security)) {
    const hints = scheme['x-textbed'] as
      | { provider: string; value?: string; username?: string; password?: string }
      | undefined
    if (!hints) continue
    const fill = (text = '') =>
      text.replace(/\{(\w+)\}/g, (_, name: string) => world.credentials[hints.provider]![name] ?? '')
    if (scheme['type'] === 'http')
      return {
        authorization: `Basic ${Buffer.from(`${fill(hints.username)}:${fill(hints.password)}`).toString('base64')}`,
      }
    return { [String(scheme['name']).toLowerCase()]: fill(hints.value) }
  }
  return {}
}

/** The path with the document's examples in the place of its parameters, or with what is given. */
export function pathOf(api: Api, endpoint: Endpoint, world: World, given: Record<string, string> = {}): string {
  const known = api.pathParameters(world)
  return endpoint.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => given[name] ?? encodeURIComponent(known[name]?.example ?? 'nobody'),
  )
}

/** A value that a schema allows, for the parameters that have to be there. */
function sampleOf(schema: TSchema | undefined): unknown {
  if (!schema) return 'x'
  const {
    default: usual,
    const: fixed,
    enum: words,
    anyOf,
    oneOf,
    type,
    required = [],
    properties = {},
    items,
    minimum = 1,
  } = keywordsOf(schema)
  if (usual !== undefined) return usual
  if (fixed !== undefined) return fixed
  if (words) return words[0]
  if (anyOf ?? oneOf) return sampleOf((anyOf ?? oneOf)![0])
  if (type === 'string') return '+250788123123'
  if (type === 'integer' || type === 'number') return minimum
  if (type === 'boolean') return true
  if (type === 'array') return [sampleOf(items)]
  if (type === 'object') return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name])]))
  return 'x'
}

export const samplesOf = (fields: Fields = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, { required }]) => required)
      .map(([name, { schema }]) => [name, sampleOf(schema)]),
  )

/** The parameters of a good call in a world: the endpoint's own example, and a value for whatever else has to be there. */
export function exampleOf(
  endpoint: Endpoint,
  world: World,
): { query: Record<string, string>; body: Record<string, unknown> } {
  const { query, body } = endpoint.example?.(world) ?? {}
  const asked = Object.entries({ ...samplesOf(endpoint.query as Fields), ...query })
  return {
    query: Object.fromEntries(asked.map(([name, value]) => [name, String(value)])),
    body: { ...samplesOf(endpoint.body as Fields), ...body },
  }
}
