import { describe, expect, test, vi } from 'vitest'
import { routes } from '../../../src/core/network/route.ts'
import { defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'
import type { World } from '../../../src/core/world.ts'
import { DAWN, Worlds, type WorldsPorts } from '../../../src/core/worlds.ts'

const WALL = Date.UTC(2026, 5, 1)

const tokens = defineCollection('tokens', { owner: kept.text })

/** Worlds with one route each, and a key of their id. */
function startWorlds(ports: Partial<WorldsPorts> = {}) {
  return new Worlds({
    outside: { breathe: () => undefined, settle: () => Promise.resolve() },
    wallClock: () => WALL,
    credentialsOf: ({ id }) => ({ toy: { key: `key of ${id}` } }),
    furnish(world, fresh) {
      if (fresh)
        world
          .collection(routes)
          .insert({ id: `+1555${world.random.digits('number', 7)}`, provider: 'toy', account: 'a' })
    },
    keysOf: (world) =>
      new Map([
        ['toy', new Map([[`key of ${world.id}`, 'account']])],
        [
          'token',
          new Map(
            world
              .collection(tokens)
              .all()
              .map(({ id, owner }) => [id, owner]),
          ),
        ],
      ]),
    ...ports,
  })
}

const outbound = { provider: 'toy', message: 'M1', from: '+15550001111', to: '+250788123123', text: 'Hello' }

const states = (world: World) =>
  world.journal
    .from(1, Infinity)
    .flatMap((entry) => (entry.type === 'delivery.changed' ? [`${String(entry['state'])} @${entry.at - DAWN}`] : []))

describe('a world', () => {
  test('begins frozen at the start of 2026, its id as its seed', () => {
    const world = startWorlds().create({ id: 'mine' })
    expect(world).toMatchObject({ id: 'mine', profile: 'actual', now: DAWN })
    expect(world.clock).toMatchObject({ mode: 'frozen', speed: 1 })
    expect(world.random.seed).toBe('mine')
  })

  test.each(['real', 'scaled'] as const)('that follows %s time begins now', (mode) => {
    expect(startWorlds().create({ clock: { mode } }).now).toBe(WALL)
  })

  test('has a speed only where its time is scaled', () => {
    const worlds = startWorlds()
    expect(worlds.create({ clock: { mode: 'scaled', speed: 60 } }).clock.speed).toBe(60)
    expect(worlds.create({ clock: { mode: 'real', speed: 60 } }).clock.speed).toBe(1)
  })

  test('without a name gets one that nobody has', () => {
    const worlds = startWorlds()
    worlds.create({ id: 'world-2' })
    expect([worlds.create().id, worlds.create().id]).toEqual(['world-1', 'world-3'])
    worlds.delete('world-1')
    expect(worlds.create().id).toBe('world-4')
  })

  test('is not made twice', () => {
    const worlds = startWorlds()
    worlds.create({ id: 'mine' })
    expect(() => worlds.create({ id: 'mine' })).toThrow(
      'There is a world "mine" already. Delete it, reset it, or choose another id.',
    )
  })

  test('that is not there is refused with the nearest ones', () => {
    const worlds = startWorlds()
    expect(() => worlds.get('mine')).toThrow('There is no world "mine". There are none at all.')
    worlds.create({ id: 'mine' })
    expect(() => worlds.get('mien')).toThrow('There is no world "mien". Did you mean "mine"?')
    expect(() => worlds.delete('constructor')).toThrow('There is no world "constructor".')
  })

  test('is found by its keys as long as it is there', () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    expect(worlds.byKey('toy', 'key of mine')).toBe(world)
    expect(worlds.byKey('toy', 'key of another')).toBeUndefined()
    expect(worlds.byKey('toy', '__proto__')).toBeUndefined()
    worlds.delete('mine')
    expect(worlds.byKey('toy', 'key of mine')).toBeUndefined()
    expect(worlds.list()).toEqual([])
  })

  test('is found by a key that it was given, as long as it is there: what is lost is refused there', () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    world.collection(tokens).insert({ id: 't1', owner: 'x' })
    expect(worlds.byKey('token', 't1')).toBeUndefined()
    world.keyring.add('token', 't1', 'x')
    expect(worlds.byKey('token', 't1')).toBe(world)
    expect(world.keyring.ownerOf('token', 't1')).toBe('x')
    expect(world.keyring.ownerOf('token', 't2')).toBeUndefined()
    expect(worlds.byKey('token', 't1')).toBe(world)
    worlds.delete('mine')
    expect(worlds.byKey('token', 't1')).toBeUndefined()
  })

  test('that is put back is found by the keys of its rows then', () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    world.collection(tokens).insert({ id: 't1', owner: 'x' })
    const saved = world.state()
    world.keyring.add('token', 't2', 'y')
    const back = worlds.restore('mine', saved)
    expect(worlds.byKey('token', 't1')).toBe(back)
    expect(back.keyring.ownerOf('token', 't1')).toBe('x')
  })

  test.each([
    ['was put back', (worlds: Worlds) => worlds.restore('mine', worlds.create({ id: 'other' }).state())],
    ['was reset', (worlds: Worlds) => worlds.reset('mine')],
  ])('that %s is still found by what was lost in it, and refuses that', (_, renew) => {
    const worlds = startWorlds()
    worlds.create({ id: 'mine' }).keyring.add('token', 't1', 'x')
    renew(worlds)
    const again = worlds.reset('mine')
    expect(worlds.byKey('token', 't1')).toBe(again)
    expect(again.keyring.ownerOf('token', 't1')).toBeUndefined()
    worlds.delete('mine')
    expect(worlds.byKey('token', 't1')).toBeUndefined()
  })

  test('whose rows have the key of another is found by it once that one has it no more', () => {
    const worlds = startWorlds()
    const first = worlds.create({ id: 'first' })
    const without = first.state()
    first.collection(tokens).insert({ id: 't1', owner: 'x' })
    first.keyring.add('token', 't1', 'x')
    worlds.fork('first', 'second')
    worlds.fork('first', 'third')
    const found = () => worlds.byKey('token', 't1')?.id
    worlds.restore('first', first.state())
    expect(found()).toBe('first')
    worlds.restore('first', without)
    expect(found()).toBe('second')
    worlds.delete('second')
    expect(found()).toBe('third')
    worlds.delete('third')
    expect(found()).toBe('first')
    worlds.delete('first')
    expect(found()).toBeUndefined()
  })

  test('that is gone cannot claim its keys again', () => {
    const worlds = startWorlds()
    const old = worlds.create({ id: 'mine' })
    const fresh = worlds.reset('mine')
    old.keyring.add('token', 't1', 'x')
    expect(worlds.byKey('toy', 'key of mine')).toBe(fresh)
    expect(worlds.byKey('token', 't1')).toBeUndefined()
  })

  test('keeps its keys where another world claims the same ones', () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    world.collection(tokens).insert({ id: 't1', owner: 'x' })
    world.keyring.add('token', 't1', 'x')
    worlds.fork('mine', 'copy')
    expect(worlds.byKey('token', 't1')).toBe(world)
    worlds.delete('copy')
    expect(worlds.byKey('token', 't1')).toBe(world)
  })
})

test('a world is given what an account holds once: a fork, or one that is put back, has it already', () => {
  const worlds = startWorlds()
  const world = worlds.create({ id: 'mine' })
  const [route] = world.collection(routes).all()
  expect(world.collection(routes).size).toBe(1)
  for (const other of [worlds.fork('mine', 'copy'), worlds.restore('mine', world.state())])
    expect(other.collection(routes).all().toArray()).toEqual([route])
})

describe('a fork', () => {
  test('goes on as the original does, under new credentials', async () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(DAWN + 1500)
    const fork = worlds.fork('mine', 'copy')
    expect(fork.credentials).toEqual({ toy: { key: 'key of copy' } })
    expect(worlds.byKey('toy', 'key of copy')).toBe(fork)
    expect(fork.state()).toEqual(world.state())
    for (const one of [world, fork]) {
      await one.clock.runUntilIdle()
      one.deliveries.submit({ ...outbound, message: one.random.uuid('message') })
      await one.clock.runUntilIdle()
    }
    expect(fork.state()).toEqual(world.state())
    expect(states(fork)).toEqual([
      'queued @0',
      'sent @1000',
      'delivered @3000',
      'queued @3000',
      'sent @4000',
      'delivered @6000',
    ])
  })

  test('shares nothing with the original', async () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    const delivery = world.deliveries.submit(outbound)
    const fork = worlds.fork('mine')
    fork.deliveries.cancel(fork.deliveries.get(delivery.id)!)
    fork.random.uuid('message')
    await world.clock.runUntilIdle()
    expect(world.deliveries.get(delivery.id)!.state).toBe('delivered')
    expect(fork.deliveries.get(delivery.id)!.state).toBe('cancelled')
    expect(world.random.counters['message']).toBeUndefined()
  })

  test('is not made over another world', () => {
    const worlds = startWorlds()
    worlds.create({ id: 'mine' })
    worlds.create({ id: 'other' })
    expect(() => worlds.fork('mine', 'other')).toThrow(
      'There is a world "other" already. Delete it, or choose another id for the fork.',
    )
  })
})

describe('a reset', () => {
  test('gives a world that cannot be told from a fresh one', async () => {
    const options = { seed: 'seed', profile: 'documented', clock: { now: 1000 } } as const
    const worlds = startWorlds()
    const fresh = JSON.stringify(worlds.create({ id: 'fresh', ...options }).state())
    const used = worlds.create({ id: 'used', ...options })
    used.deliveries.submit(outbound)
    used.clock.mode = 'auto'
    await used.clock.runUntilIdle()
    const again = worlds.reset('used')
    expect(JSON.stringify(again.state())).toBe(fresh)
    expect(worlds.find('used')).toBe(again)
    expect(worlds.byKey('toy', 'key of used')).toBe(again)
    expect(again.credentials).toEqual(used.credentials)
  })

  test('ends the old world: nothing of it runs any more', async () => {
    const onChange = vi.fn<(world: World) => void>()
    const worlds = startWorlds({ onChange })
    const old = worlds.create({ id: 'mine' })
    old.deliveries.submit(outbound)
    worlds.reset('mine')
    await expect(old.clock.runUntilIdle()).rejects.toThrow(
      'The world was reset, restored or deleted while its clock was being advanced',
    )
    expect(states(old)).toEqual(['queued @0'])
    expect(onChange.mock.calls.map(([world]) => [world === old, world.clock.retired])).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ])
  })
})

describe('a fork that is reset', () => {
  test('begins anew as the world did that it was made from, under its own id and credentials', async () => {
    const worlds = startWorlds()
    const options = { profile: 'documented', clock: { now: DAWN + 5000 } } as const
    const fresh = JSON.stringify(worlds.create({ id: 'mine', ...options }).state())
    const world = worlds.get('mine')
    world.deliveries.submit(outbound)
    await world.clock.runUntilIdle()
    worlds.fork('mine', 'copy')
    const again = worlds.reset('copy')
    expect(JSON.stringify(again.state())).toBe(fresh)
    expect(again.credentials).toEqual({ toy: { key: 'key of copy' } })
    expect(worlds.byKey('toy', 'key of copy')).toBe(again)
    expect(worlds.optionsOf('copy')).toEqual({ id: 'copy', seed: 'mine', ...options })
    expect(states(world)).toHaveLength(3)
  })

  test('keeps the chance of the state that it was forked from, also where that was put back from elsewhere', () => {
    const worlds = startWorlds()
    const saved = worlds.create({ id: 'elsewhere', seed: 'saved' }).state()
    worlds.create({ id: 'mine', seed: 'own' })
    worlds.restore('mine', saved)
    worlds.fork('mine', 'copy')
    expect(worlds.reset('copy').random.seed).toBe('saved')
    expect(worlds.reset('mine').random.seed).toBe('own')
  })
})

describe('a saved state', () => {
  test('is put back as often as one likes, whatever happened since it was saved', async () => {
    const worlds = startWorlds()
    const world = worlds.create({ id: 'mine' })
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(DAWN + 1500)
    const saved = world.state()
    const text = JSON.stringify(saved)
    for (let time = 0; time < 2; time++) {
      const back = worlds.restore('mine', saved)
      expect(JSON.stringify(back.state())).toBe(text)
      await back.clock.runUntilIdle()
      expect(states(back)).toEqual(['queued @0', 'sent @1000', 'delivered @3000'])
    }
    expect(JSON.stringify(saved)).toBe(text)
  })

  test('keeps the credentials of the world that it is put into, and a reset goes back to its beginning', () => {
    const worlds = startWorlds()
    const saved = worlds.create({ id: 'one', seed: 'a', profile: 'documented' }).state()
    worlds.create({ id: 'two', seed: 'b' })
    const back = worlds.restore('two', saved)
    expect(back.credentials).toEqual({ toy: { key: 'key of two' } })
    expect(back).toMatchObject({ id: 'two', profile: 'documented' })
    expect(back.random.seed).toBe('a')
    expect(worlds.byKey('toy', 'key of two')).toBe(back)
    expect(worlds.reset('two')).toMatchObject({ profile: 'actual', random: { seed: 'b' } })
  })
})
