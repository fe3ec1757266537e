import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TextResponse } from '../../src/http/message.ts'
import { providers } from '../../src/providers/index.ts'
import { FIRST, ROWS } from '../conformance/examples.ts'
import { anyCallTo } from '../support/any-call.ts'
import { type BareCall, credentialsOf, exampleOf, pathOf, startBare } from '../support/bare-simulator.ts'

// Whatever is sent to whatever operation is answered, and what is refused has changed nothing. The calls are drawn from
// each operation's own definition, the same ones each time. For more of them, and others:
//   TEXTBED_FUZZ=20000 TEXTBED_FUZZ_SEED=7 npx vitest run test/security/fuzz.test.ts

const RUNS = Number(process.env['TEXTBED_FUZZ'] ?? 1000)
const SEED = Number(process.env['TEXTBED_FUZZ_SEED'] ?? 1)

/** A world that many calls have been let loose on is begun anew after so many of them. */
const FRESH_AFTER = 250

/** An answer that takes more turns of the event loop than this never comes. */
const MOST_TURNS = 20_000

// What is imported when it is first needed is here before turns are counted: a disk takes as many as it likes.
await Promise.all([import('../../src/core/reading/read-world.ts'), import('../../src/standards/patterns.ts')])

/** A simulator in which there is something to be found. */
async function startLively(name: string) {
  const bare = startBare(providers)
  const api = bare.apis.find((one) => one.name === name)!
  for (const first of api.endpoints.filter((one) => FIRST.includes(one.id)))
    await bare.call({
      method: first.method.toUpperCase(),
      path: pathOf(api, first, bare.world),
      body: JSON.stringify(exampleOf(first, bare.world).body),
      headers: { ...credentialsOf(api, bare.world), 'content-type': 'application/json' },
    })
  return { ...bare, api, credentials: credentialsOf(api, bare.world), told: stateOf(bare) }
}

/** All that a refused call has to leave as it was. */
const stateOf = ({ simulator }: Pick<ReturnType<typeof startBare>, 'simulator'>): string =>
  JSON.stringify(simulator.worlds.list().map(({ id, store, clock }) => [id, store.state(), clock.now, clock.pending()]))

/** Asks for all that can be asked for, and lets an hour pass: whatever was stored can be shown, and acted upon. */
async function showEverything({ api, apis, world, credentials, call }: Awaited<ReturnType<typeof startLively>>) {
  const admin = apis.find(({ name }) => name === 'admin')!
  const advance = { method: 'POST', path: `/_textbed/worlds/${world.id}/clock/advance`, body: '{"by":"PT1H"}' }
  if (api.name !== 'admin') await settle(call({ ...advance, headers: { 'content-type': 'application/json' } }))
  const rows = world.store.state()
  const reads = [...(api === admin ? [] : admin.endpoints), ...api.endpoints].filter((one) => one.method === 'get')
  for (const endpoint of reads) {
    if (endpoint.id === 'admin.wait' || endpoint.open) continue
    const owner = api.endpoints.includes(endpoint) ? api : admin
    const given = Object.fromEntries(
      Object.entries(ROWS).flatMap(([parameter, kind]) =>
        rows[kind]?.rows.at(-1) ? [[parameter, rows[kind].rows.at(-1)!.id]] : [],
      ),
    )
    const answer = await settle(
      call({ method: 'GET', path: pathOf(owner, endpoint, world, given), headers: credentials }),
    )
    if (typeof answer === 'string') throw new Error(`${endpoint.id}: ${answer}`)
    if (answer.status >= 500 && answer.status !== 501)
      throw new Error(`${endpoint.id}, which shows what was stored: ${answer.status} ${answer.body ?? ''}`)
  }
}

const { apis, world } = startBare(providers)
const operations = apis.flatMap((api) => api.endpoints.map((endpoint) => ({ id: endpoint.id, api, endpoint })))

/** The answer, or what came in its place. */
async function settle(answer: Promise<TextResponse>): Promise<TextResponse | string> {
  const came: (TextResponse | string)[] = []
  const told = answer.then(
    (value) => came.push(value),
    (error: unknown) => came.push(String(error)),
  )
  for (let turn = 0; came.length === 0 && turn < MOST_TURNS; turn++)
    await Promise.race([told, new Promise((resolve) => setImmediate(resolve))])
  return came[0] ?? 'no answer ever came'
}

describe(`${RUNS} calls of any kind to each operation are answered, and what is refused changes nothing:`, () => {
  test.each(operations)(
    '$id',
    async ({ api: { name }, endpoint }) => {
      let lively = await startLively(name)
      let made = 0
      const names = (parameter: string): string[] => {
        const kind = ROWS[parameter]
        const rows = kind ? (lively.world.store.state()[kind]?.rows.map(({ id }) => id) ?? []) : []
        return [...rows, lively.api.pathParameters(world)[parameter]?.example ?? 'nobody', 'nobody']
      }
      const attempt = async (call: BareCall) => {
        if (++made % FRESH_AFTER === 0) {
          await showEverything(lively)
          lively = await startLively(name)
        }
        const { credentials, call: send } = lively
        const answer = await settle(send({ ...call, headers: { ...credentials, ...call.headers } }))
        const after = stateOf(lively)
        if (typeof answer === 'string') throw new Error(answer)
        if (answer.status >= 500 && answer.status !== 501) throw new Error(`${answer.status} ${answer.body ?? ''}`)
        // A verdict, as on what is expected, is no refusal.
        const isVerdict = Object.hasOwn(endpoint.alsoReturns ?? {}, answer.status)
        if (answer.status >= 400 && !isVerdict && after !== lively.told)
          throw new Error(`refused with ${answer.status}, and changed something all the same: ${answer.body ?? ''}`)
        lively.told = after
      }
      await fc.assert(fc.asyncProperty(anyCallTo(endpoint, exampleOf(endpoint, lively.world), names), attempt), {
        numRuns: RUNS,
        seed: SEED,
        endOnFailure: true,
      })
      expect(made).toBeGreaterThanOrEqual(RUNS)
    },
    240_000,
  )
})
