import { beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../../src/core/world.ts'
import type { Api } from '../../src/http/api.ts'
import { providers } from '../../src/providers/index.ts'
import { credentialsOf, exampleOf, pathOf, startBare } from '../support/bare-simulator.ts'
import { ROWS } from './examples.ts'

// What has to be true of a world with every provider in it, whatever was done there.

/** A simulator in which every operation of one provider was carried out once, half of what followed under way. */
async function liveThrough(api: Api) {
  const bare = startBare(providers)
  for (const endpoint of api.endpoints) {
    const { method } = endpoint
    const { query, body } = exampleOf(endpoint, bare.world)
    await bare.call({
      method: method.toUpperCase(),
      path: pathOf(api, endpoint, bare.world),
      query: new URLSearchParams(query).toString(),
      headers: { ...credentialsOf(api, bare.world), 'content-type': 'application/json' },
      ...(method === 'get' || method === 'delete' ? {} : { body: JSON.stringify(body) }),
    })
    await bare.world.clock.advanceTo(bare.world.now + 700)
  }
  return bare
}

/** All that a world has of its own, longest first. */
const own = (one: World) =>
  Object.values(one.credentials)
    .flatMap((each) => Object.values(each))
    .toSorted((a, b) => b.length - a.length)

/** A world without what is its own. Signatures are made from credentials, and stand in the journal as they were sent. */
const plain = (one: World) => {
  const { journal, ...rest } = one.state()
  const events = journal.entries.map(({ type, at, cause }) => ({ type, at, cause }))
  return own(one).reduce(
    (text, credential) => text.replaceAll(credential, '<credential>'),
    JSON.stringify({ ...rest, events }),
  )
}

/** Copies of all rows by collection. */
const rowsOf = (world: World) =>
  Object.fromEntries(Object.entries(world.state().rows).map(([name, { rows }]) => [name, rows]))

const textOf = (world: World): string => JSON.stringify(world.state())

describe.each(providers.map((api) => ({ name: api.name, api })))(
  'a world in which much was done at $name',
  ({ api }) => {
    let bare: Awaited<ReturnType<typeof liveThrough>>
    beforeAll(async () => {
      bare = await liveThrough(api)
    })

    test('holds no secret of its own in its rows, jobs or chance: a fork carries them', () => {
      const { clock, rows, counters } = bare.world.state()
      const text = JSON.stringify({ clock, rows, counters })
      const secrets = providers.flatMap((one) => Object.values(credentialsOf(one, bare.world)))
      expect(secrets).toHaveLength(providers.length)
      const words = Object.values(bare.world.credentials).flatMap((one) => [
        one['api_key'],
        one['token'],
        one['auth_token'],
      ])
      expect([...secrets, ...words].filter((word) => word && text.includes(word))).toEqual([])
    })

    test('knows what all that happened was caused by, but for what came from outside', () => {
      const { entries } = bare.world.journal.state()
      const begun = entries.findIndex(({ type }) => type === 'call')
      const causeless = entries.slice(begun).filter(({ cause }) => cause === null)
      expect(new Set(causeless.map(({ type }) => type))).toEqual(new Set(['call']))
    })

    test('is found by its own credentials, and its fork by others', () => {
      const { simulator, world } = bare
      const fork = simulator.worlds.fork(world.id, `fork-of-${api.name}`)
      for (const one of providers) {
        const [mine, all] = [world, fork].map((each) => [...one.keys(each)].map(([key]) => key)) as [string[], string[]]
        const others = all.filter((key) => !mine.includes(key))
        // An id that both have in their rows, such as a channel's, stays with the one that had it first.
        for (const key of mine) expect(simulator.worldOf(one.name, key)).toBe(world)
        for (const key of others) expect(simulator.worldOf(one.name, key)).toBe(fork)
        expect(others).not.toEqual([])
      }
      simulator.worlds.delete(fork.id)
    })

    test('has a fork that goes on exactly as it does', async () => {
      const { simulator, world } = await liveThrough(api)
      const fork = simulator.worlds.fork(world.id, 'fork')
      expect(textOf(fork)).toBe(textOf(world))
      for (const one of [world, fork]) await one.clock.advanceTo(one.now + 3_600_000)
      expect(plain(fork)).toBe(plain(world))
    })

    test('is not seen by another world, whatever that asks for, and nothing that it does there is done here', async () => {
      const { simulator, world, call } = await liveThrough(api)
      const other = simulator.create({ id: 'other', seed: 'other' })
      const [mine, yours] = [rowsOf(world), rowsOf(other)]
      // Numbers and addresses are the same in every world; what chance has given out is nobody else's.
      const strange = simulator.collections
        .filter(({ ids, prefix }) => ids !== undefined && prefix === undefined)
        .flatMap(({ name }) => (mine[name] ?? []).map(({ id }) => id))
        .filter((id) => !JSON.stringify(yours).includes(id))
      expect(strange.length).toBeGreaterThan(3)
      const found: string[] = []
      for (const endpoint of api.endpoints) {
        const { id, method, path } = endpoint
        const given = Object.fromEntries(
          Object.entries(ROWS).flatMap(([name, kind]) => (mine[kind]?.[0] ? [[name, mine[kind][0].id]] : [])),
        )
        const example = exampleOf(endpoint, other)
        const { status, body } = await call({
          method: method.toUpperCase(),
          path: pathOf(api, endpoint, other, given),
          query: new URLSearchParams(example.query).toString(),
          headers: { ...credentialsOf(api, other), 'content-type': 'application/json' },
          ...(method === 'get' || method === 'delete' ? {} : { body: JSON.stringify(example.body) }),
        })
        const named = [...path.matchAll(/\{(\w+)\}/g)].some(([, name]) => given[name!] !== undefined)
        if (named ? status < 400 : strange.some((one) => body?.includes(one))) found.push(`${id}: ${status} ${body}`)
      }
      expect(found).toEqual([])
      expect(rowsOf(world)).toEqual(mine)
    })

    test('is put back from its snapshot as it was', async () => {
      const before = textOf(bare.world)
      const back = bare.simulator.worlds.restore(bare.world.id, await bare.simulator.readWorld(JSON.parse(before)))
      expect(textOf(back)).toBe(before)
      bare.world = back
    })

    test('is, once it was reset, as on its first day', async () => {
      const { simulator, world } = await liveThrough(api)
      const reset = simulator.worlds.reset(world.id)
      const fresh = startBare([]).simulator
      expect(fresh.worlds.list()).toHaveLength(1)
      const first = startBare(providers).simulator.create({ id: 'another', seed: 'test' })
      expect(textOf(reset)).toBe(textOf(first))
    })

    test('becomes the same again, to the last byte', async () => {
      expect(textOf((await liveThrough(api)).world)).toBe(textOf((await liveThrough(api)).world))
    })
  },
)
