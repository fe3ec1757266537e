import { describe, expect, test } from 'vitest'
import type { Worlds } from '../../../src/core/worlds.ts'
import { startToy } from '../../support/toy-world.ts'

describe('a wait for the clock', () => {
  test('ends at its time, before the clock moves on', async () => {
    const { world, advance } = startToy()
    const begin = world.now
    const over = world.waits.wait(5000).then(() => world.now - begin)
    await advance(60)
    expect(await over).toBe(5000)
    expect(world.waits.size).toBe(0)
  })

  test('ends with the signal of whoever waits, and leaves nothing on the clock', async () => {
    const { world } = startToy()
    const caller = new AbortController()
    const over = world.waits.wait(5000, caller.signal)
    caller.abort(new Error('has gone'))
    await expect(over).rejects.toThrow('has gone')
    expect({ waiting: world.waits.size, jobs: world.clock.pending() }).toEqual({ waiting: 0, jobs: [] })
    await expect(world.waits.wait(1, caller.signal)).rejects.toThrow('has gone')
    expect(world.clock.pending()).toEqual([])
  })

  test.each([
    ['is reset', (worlds: Worlds) => worlds.reset('toy')],
    ['is put back', (worlds: Worlds) => worlds.restore('toy', worlds.get('toy').state())],
    ['is deleted', (worlds: Worlds) => worlds.delete('toy')],
  ])('does not outlive its world, which %s', async (_what, end) => {
    const { world, simulator } = startToy()
    const over = world.waits.wait(5000)
    end(simulator.worlds)
    await expect(over).rejects.toMatchObject({ reason: 'gone' })
    expect(world.waits.size).toBe(0)
  })

  test('is in no copy of its world: the copy’s clock goes past its time, and nobody hears of it', async () => {
    const { world, simulator, advance } = startToy()
    const over = world.waits.wait(5000)
    const fork = simulator.worlds.fork('toy', 'fork')
    expect(fork.waits.size).toBe(0)
    await fork.clock.advanceTo(fork.now + 10_000)
    expect(world.waits.size).toBe(1)
    await advance(5)
    await over
  })
})
