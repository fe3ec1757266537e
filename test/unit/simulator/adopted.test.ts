import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import type { Provider } from '../../../src/http/api.ts'
import { providers } from '../../../src/providers/index.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'
import { Snapshots } from '../../../src/simulator/snapshots.ts'

// In auto mode an unknown credential opens a world, which takes it in the place of its own.

const start = (unknownCredentials: 'strict' | 'auto' = 'auto') =>
  new Simulator({ providers, outside: stillOutside, unknownCredentials })

/** A well-formed credential that nobody has, for each platform. */
const STRANGERS: Record<string, string> = {
  telerivet: 'x'.repeat(36),
  rapidpro: 'x'.repeat(40),
  plivo: `MA${'X'.repeat(18)}`,
}
const strangers = providers.map((provider) => [provider.name, provider, STRANGERS[provider.name]!] as const)

const keysOf = (provider: Provider, world: Parameters<Provider['keys']>[0]) =>
  [...provider.keys(world)].map(([key]) => key)

describe.each(strangers)('a world that a credential of %s opened', (name, provider, credential) => {
  test('is found by it again', () => {
    const simulator = start()
    const world = simulator.worldOf(name, credential)!
    expect(keysOf(provider, world)).toContain(credential)
    expect(simulator.worldOf(name, credential)).toBe(world)
  })

  test.each(['auto', 'strict'] as const)('is found by it in the next run, where that is %s', async (mode) => {
    const kept = new Snapshots(join(mkdtempSync(join(tmpdir(), 'textbed-')), 'worlds.json'))
    const before = start()
    const { id, credentials } = before.worldOf(name, credential)!
    await kept.save(before)
    const after = start(mode)
    await kept.load(after)
    const world = after.worldOf(name, credential)
    expect(world).toBe(after.worlds.get(id))
    expect(world!.credentials).toEqual(credentials)
  })

  test('is found by it after a reset, and after a snapshot was put into it', () => {
    const simulator = start()
    const { id } = simulator.worldOf(name, credential)!
    expect(simulator.worldOf(name, credential)).toBe(simulator.worlds.get(id))
    simulator.worlds.reset(id)
    expect(simulator.worldOf(name, credential)).toBe(simulator.worlds.get(id))
    simulator.worlds.restore(id, simulator.create().state())
    expect(simulator.worldOf(name, credential)).toBe(simulator.worlds.get(id))
  })

  test('has forks with credentials of their own', () => {
    const simulator = start()
    const world = simulator.worldOf(name, credential)!
    const fork = simulator.worlds.fork(world.id)
    expect(keysOf(provider, fork)).not.toContain(credential)
    expect(simulator.worldOf(name, credential)).toBe(world)
    expect(keysOf(provider, simulator.worlds.reset(fork.id))).not.toContain(credential)
  })

  test('does not care that a world has its name already', () => {
    const named = start().worldOf(name, credential)!.id
    const simulator = start()
    const mine = simulator.create({ id: named })
    const world = simulator.worldOf(name, credential)!
    expect(keysOf(provider, mine)).not.toContain(credential)
    expect(world.id).toBe(`${named}-2`)
    expect(keysOf(provider, world)).toContain(credential)
  })

  test('once deleted, is opened anew', () => {
    const simulator = start()
    const world = simulator.worldOf(name, credential)!
    simulator.worlds.delete(world.id)
    const next = simulator.worldOf(name, credential)!
    expect(next).not.toBe(world)
    expect(keysOf(provider, next)).toContain(credential)
    // Nor does it leave its credential to a namesake.
    simulator.worlds.delete(next.id)
    expect(keysOf(provider, simulator.create({ id: next.id }))).not.toContain(credential)
  })
})

test('the token that came with the first call to Plivo is kept with the auth id', async () => {
  const kept = new Snapshots(join(mkdtempSync(join(tmpdir(), 'textbed-')), 'worlds.json'))
  const before = start()
  const world = before.worldOf('plivo', STRANGERS['plivo']!)!
  world.keyring.adopt('plivo', { auth_token: 'as the first call said' })
  expect(before.worlds.reset(world.id).credentials['plivo']!['auth_token']).toBe('as the first call said')
  await kept.save(before)
  const after = start()
  await kept.load(after)
  expect(after.worlds.get(world.id).credentials['plivo']!['auth_token']).toBe('as the first call said')
})
