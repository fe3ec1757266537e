import { beforeAll, describe, expect, test } from 'vitest'
import type { Fields } from '../../../src/http/field.ts'
import { pathOf, samplesOf, startBare } from '../../support/bare-simulator.ts'
import { request } from '../../support/world.ts'
import { toy } from '../../support/toy-provider.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

// A control call that is half understood is worse than one that is refused: every operation refuses every name that it
// does not know, whether it reads or changes. The table is the API itself.

const bare = startBare([toy])
const api = bare.apis.find(({ name }) => name === 'admin')!
const operations = api.endpoints.map((endpoint) => ({ id: endpoint.id, endpoint }))
const JSON_TYPE = { 'content-type': 'application/json' }

const refused = (sentence: RegExp) => ({
  status: 400,
  message: expect.stringMatching(sentence) as string,
  changed: false,
})

describe.each(operations)('$id', ({ id, endpoint }) => {
  const { query, body } = endpoint as { query?: Fields; body?: Fields }
  const known = Object.keys({ ...query, ...body })
  const call = (more: { query?: string; body?: object; headers?: Record<string, string> }) =>
    bare.call({
      method: endpoint.method.toUpperCase(),
      path: pathOf(api, endpoint, bare.world),
      query: new URLSearchParams({
        ...samplesOf(query),
        ...Object.fromEntries(new URLSearchParams(more.query)),
      } as Record<string, string>).toString(),
      headers: { ...(body ? JSON_TYPE : {}), ...more.headers },
      ...(body ? { body: JSON.stringify({ ...samplesOf(body), ...more.body }) } : {}),
    })

  /** The refusal of a call that changed nothing. */
  const refusalOf = async (more: Parameters<typeof call>[0]) => {
    const before = bare.rows()
    const { status, body: text } = await call(more)
    const { message } = JSON.parse(text ?? '{"error":{}}').error as { message?: string }
    return { status, message, changed: bare.rows() !== before }
  }
  const nearest = known.length > 0 ? 'Did you mean "' : `${id} takes no parameters`

  test('refuses a query parameter that it does not know, with the nearest names', async () => {
    expect(await refusalOf({ query: 'zzz=1' })).toEqual(refused(new RegExp(`^"zzz" is not known here. ${nearest}`)))
  })

  test('refuses two of them, each by its name', async () => {
    const both = /"zzz" is not known here\. .*"constructor" is not known here\./
    expect(await refusalOf({ query: 'zzz=1&constructor=2' })).toEqual(refused(both))
  })

  test('refuses a query parameter that is there twice: which of the two was meant, nobody knows', async () => {
    const name = Object.keys(query ?? {})[0] ?? 'zzz'
    const { status, body: text } = await bare.call({
      method: endpoint.method.toUpperCase(),
      path: pathOf(api, endpoint, bare.world),
      query: `${name}=1&${name}=2`,
      headers: {},
    })
    expect([status, JSON.parse(text ?? '{}')]).toMatchObject([400, { error: { param: name } }])
    expect(text).toContain(`\\"${name}\\" is there 2 times. Give it once.`)
  })

  test.runIf(body)('refuses names in the body that it does not know', async () => {
    expect(await refusalOf({ body: { zzz: 1 } })).toEqual(refused(/"zzz" is not known here\./))
    const inherited = JSON.parse('{"__proto__": 1, "constructor": 2}') as object
    expect(await refusalOf({ body: inherited })).toEqual(refused(/"__proto__" is not known here\./))
  })

  test.runIf(!body)('takes no body, and refuses one', async () => {
    const sentence = new RegExp(`^${id} takes no body. Leave it out.$`)
    expect(await refusalOf({ headers: { ...JSON_TYPE, 'content-length': '11' } })).toEqual(refused(sentence))
    expect(await refusalOf({ headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } })).toEqual(refused(sentence))
  })
})

let world: ToyWorld
beforeAll(async () => {
  world = await startToyWorld()
})

test('a mistaken filter of handset messages is refused, and the innocent call is answered', async () => {
  const answer = await world.admin('GET', '/handsets/+250788123123/messages?text=zzz')
  expect([answer.status, answer.body.error]).toEqual([
    400,
    {
      code: 'invalid',
      message: '"text" is not known here. Did you mean "limit"?',
      param: 'text',
    },
  ])
  expect((await world.admin('GET', '/handsets/+250788123123/messages')).status).toBe(200)
})

test('who wants to delete one fault and says so in a body does not lose them all', async () => {
  await world.admin('POST', '/faults', { match: '*', effect: { kind: 'reset' }, times: 1 })
  const answer = await world.admin('DELETE', '/faults', { fault: 'F1' })
  expect([answer.status, answer.body.error.message]).toEqual([400, 'admin.clearFaults takes no body. Leave it out.'])
  expect((await world.admin('GET', '/faults')).body.faults).toHaveLength(1)
})

test.each(['{}', '""'])('a client that sends %s where it has nothing to say is served', async (raw) => {
  await world.admin('POST', '/faults', { match: '*', effect: { kind: 'reset' }, times: 1 })
  const path = `${world.url}/_textbed/worlds/${world.id}/faults`
  expect((await request(path, 'DELETE', { raw, headers: JSON_TYPE })).status).toBe(204)
  expect((await world.admin('GET', '/faults')).body.faults).toEqual([])
})
