import { describe, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import type { Provider } from '../../src/http/api.ts'
import type { Call } from '../../src/http/call.ts'
import { Reply } from '../../src/http/message.ts'
import { start } from '../../src/server/start.ts'
import { rawCall } from '../support/raw-call.ts'
import { toy } from '../support/toy-provider.ts'

/** Anything can be thrown. */
const NO_ERROR = 'no error' as unknown as Error

const broken = (): never => {
  throw new Error('broken inside')
}

/** The toy platform, with something broken in it. */
const withHandler = (handle: (call: Call) => unknown): Partial<Provider> => ({
  endpoints: toy.endpoints.map((one) => (one.id === 'toy.listMessages' ? { ...one, handle: handle as never } : one)),
})

const BROKEN: [what: string, provider: Partial<Provider>, says: string][] = [
  ['a handler throws', withHandler(broken), 'broken inside'],
  ['a handler rejects with what is no error', withHandler(() => Promise.reject(NO_ERROR)), 'no error'],
  ['a handler rejects', withHandler(() => Promise.reject(new Error('broken later'))), 'broken later'],
  ['a handler answers with a status that is none', withHandler(() => new Reply(42, {})), 'Invalid status code'],
  [
    'a handler answers with a line break in a header',
    withHandler(() => new Reply(200, {}, { 'x-a': 'a\nb' })),
    'Invalid character',
  ],
  ['a handler answers what is no JSON', withHandler(() => ({ size: 1n })), 'BigInt'],
  ['the credential cannot be read', { dialect: { ...toy.dialect, credential: broken } }, 'broken inside'],
  [
    'the dialect has no words',
    { dialect: { ...toy.dialect, credential: broken, renderProblem: broken } },
    'broken inside',
  ],
  ['no answer is dressed', { dialect: { ...toy.dialect, dress: broken } }, 'broken inside'],
  ['a world that opens by itself cannot be made', { adopts: broken }, 'broken inside'],
]

describe('whatever breaks inside is answered, and the next call is served:', () => {
  test.each(BROKEN)('%s', async (_what, changes, says) => {
    const provider: Provider = { ...toy, ...changes }
    const running = await start({ providers: [provider], admin: adminOf, unknownCredentials: 'auto' })
    try {
      const key = running.simulator.create({ id: 'broken' }).credentials['toy']!['key']!
      let met = 0
      for (const authorization of [`Bearer ${key}`, `Bearer ${'a'.repeat(24)}`]) {
        const answer = await rawCall(`${running.url}/toy/messages`, { headers: { authorization } })
        if (answer.status === 200) continue
        met++
        expect(answer).toMatchObject({ status: 500, headers: { 'content-type': 'application/json' } })
        expect(answer.text).toContain(says)
      }
      expect(met).toBeGreaterThan(0)
      expect((await rawCall(`${running.url}/healthz`)).status).toBe(200)
      const never = await rawCall(`${running.url}/toy/messages`, { headers: { authorization: 'Bearer nobody' } })
      expect(never.status).toBeGreaterThanOrEqual(400)
    } finally {
      await running.stop()
    }
  })
})

test('what an onlooker throws is answered in the words of the platform', async () => {
  const running = await start({ providers: [toy], admin: adminOf, onAnswer: broken })
  try {
    const answer = await rawCall(`${running.url}/toy/messages`)
    expect(JSON.parse(answer.text)).toEqual({ error: 'failed', message: 'broken inside' })
  } finally {
    await running.stop()
  }
})
