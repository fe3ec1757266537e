import { expect, test } from 'vitest'
import { providers } from '../../src/providers/index.ts'
import { basic, startWorld } from '../support/world.ts'

const missing = providers.flatMap((provider) =>
  (provider.notSimulated ?? []).flatMap(({ what, paths }) => paths.map((path) => ({ provider, what, path }))),
)

const LOGINS: Readonly<Record<string, (credentials: Record<string, string>) => Record<string, string>>> = {
  telerivet: ({ api_key }) => basic(api_key!),
  plivo: ({ auth_id, auth_token }) => basic(auth_id!, auth_token),
}

test.each(missing)(
  'whoever calls $path is told that textbed does not simulate $what',
  async ({ provider, what, path }) => {
    const { call, credentials } = await startWorld()
    const own = credentials[provider.name]!
    const headers = LOGINS[provider.name]!(own)
    const named = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => own[name] ?? 'x')
    // Beside messages, of which one might be called like that, POST alone goes to it.
    const others = path.endsWith('/Message/Bulk')
      ? []
      : [['GET', named] as const, ['DELETE', `${named}/some/thing`] as const]
    for (const [method, at] of [['POST', `${named}/`] as const, ...others]) {
      const { status, text } = await call(method, at, { headers, ...(method === 'POST' && { body: {} }) })
      expect([method, status, text]).toEqual([method, 501, expect.stringContaining(what)])
      expect((await call(method, at, { ...(method === 'POST' && { body: {} }) })).status).toBe(401)
    }
  },
)

test.each(missing)('nothing that is simulated lies at $path', ({ provider, path }) => {
  const inner = provider.endpoints.map((endpoint) => endpoint.path.replaceAll(/\{\w+\}/g, '{}'))
  const outer = path.replaceAll(/\{\w+\}/g, '{}')
  expect(inner.filter((one) => `${one}/`.startsWith(`${outer}/`))).toEqual([])
})
