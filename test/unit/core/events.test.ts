import { describe, expect, test } from 'vitest'
import { type Consequence, obey, when } from '../../../src/core/consequences.ts'
import { eventKind } from '../../../src/core/events.ts'
import { DEEPEST_CHAIN, LONGEST_CHAIN } from '../../../src/core/listeners.ts'
import { World } from '../../../src/core/world.ts'

const painted = eventKind<{ fence: string; colour: 'red' | 'green' }>()('fence.painted')
const repaired = eventKind<{ provider: string; fence: string }>()('fence.repaired')

function startWorld() {
  const world = new World(
    'w',
    { seed: 'test', clock: { now: 0 } },
    { breathe: () => undefined, settle: async () => {} },
  )
  const owed: string[] = []
  return {
    world,
    owed,
    follows: (provider: string, ...table: Consequence<string>[]) =>
      obey(world, provider, table, (calls) => owed.push(...calls.map((call) => `${provider} owes ${call}`))),
    types: () => world.journal.from(1, Infinity).map(({ type, cause }) => `${type} because of ${cause}`),
  }
}

describe('an event', () => {
  test('stands in the journal with what it tells, and is answered as it stands there', () => {
    const { world } = startWorld()
    const entry = world.publish(painted, { fence: 'F1', colour: 'red' })
    expect(entry).toEqual({ id: 1, at: 0, type: 'fence.painted', cause: null, fence: 'F1', colour: 'red' })
    expect(world.journal.get(1)).toBe(entry)
  })

  test('tells neither less, nor more, nor anything else than its kind says', () => {
    const { world } = startWorld()
    // What is wrong here does not compile; each line below would fail the types if it did.
    // @ts-expect-error -- the colour is missing
    world.publish(painted, { fence: 'F1' })
    // @ts-expect-error -- no such colour
    world.publish(painted, { fence: 'F1', colour: 'blue' })
    // @ts-expect-error -- nothing is said of a height
    world.publish(painted, { fence: 'F1', colour: 'red', height: 2 })
    // @ts-expect-error -- every entry has an id of its own
    eventKind<{ id: string }>()('fence.moved')
    // @ts-expect-error -- what listens to it hears of no height
    when(painted, ({ height }) => void height)
    expect(world.journal.next).toBe(4)
  })
})

describe('what follows from an event', () => {
  test('is caused by it, and so on down the chain', () => {
    const { world, follows, types } = startWorld()
    follows(
      'toy',
      when(painted, ({ fence }) => void world.publish(repaired, { provider: 'toy', fence })),
      when(painted, ({ fence }) => void world.publish(repaired, { provider: 'toy', fence })),
      when(repaired, () => {}),
    )
    world.publish(painted, { fence: 'F1', colour: 'red' })
    world.publish(repaired, { provider: 'toy', fence: 'F2' })
    expect(types()).toEqual([
      'fence.painted because of null',
      'fence.repaired because of 1',
      'fence.repaired because of 1',
      'fence.repaired because of null',
    ])
  })

  test('is told in the order of the table, to the provider that the event names or else to all', () => {
    const { world, owed, follows } = startWorld()
    follows(
      'first',
      when(repaired, () => ['a']),
      when(painted, () => ['b']),
      when(repaired, () => ['c']),
    )
    follows(
      'second',
      when(repaired, () => ['d']),
      when(painted, () => ['e', 'f']),
    )
    world.publish(repaired, { provider: 'first', fence: 'F1' })
    expect(owed.splice(0)).toEqual(['first owes a', 'first owes c'])
    world.publish(painted, { fence: 'F1', colour: 'red' })
    expect(owed.splice(0)).toEqual(['first owes b', 'second owes e', 'second owes f'])
    world.publish(repaired, { provider: 'nobody', fence: 'F1' })
    expect(owed).toEqual([])
  })

  test('is owed because of it', () => {
    const { world } = startWorld()
    const causes: (number | null)[] = []
    obey(world, 'toy', [when(painted, () => ['a call'])], () => causes.push(world.journal.cause))
    world.publish(repaired, { provider: 'toy', fence: 'F1' })
    world.publish(painted, { fence: 'F1', colour: 'red' })
    expect(causes).toEqual([2])
    expect(world.journal.cause).toBeNull()
  })

  test('that fails leaves nothing behind: the next event has no cause that was not its own', () => {
    const { world, follows, types } = startWorld()
    follows(
      'toy',
      when(painted, ({ colour }) => {
        if (colour === 'red') throw new Error('no red')
      }),
    )
    expect(() => world.publish(painted, { fence: 'F1', colour: 'red' })).toThrow('no red')
    world.publish(painted, { fence: 'F1', colour: 'green' })
    expect(types()).toEqual(['fence.painted because of null', 'fence.painted because of null'])
  })
})

describe('a chain that goes round in a circle', () => {
  test('is cut, and the journal says where it went round', () => {
    const { world, follows } = startWorld()
    follows(
      'toy',
      when(painted, ({ fence }) => void world.publish(repaired, { provider: 'toy', fence })),
      when(repaired, ({ fence }) => void world.publish(painted, { fence, colour: 'green' })),
    )
    world.publish(painted, { fence: 'F1', colour: 'red' })
    expect(world.journal.next).toBe(DEEPEST_CHAIN + 3)
    expect(world.journal.get(DEEPEST_CHAIN + 2)).toMatchObject({
      type: 'chain.cut',
      last: 'fence.painted',
      cause: DEEPEST_CHAIN + 1,
      explanation: expect.stringContaining(
        '64 events followed out of one another, at last fence.painted → fence.repaired → fence.painted: what would follow from entry 65',
      ) as string,
    })
  })

  test('and branches on its way ends, too, and is told of once', () => {
    const { world, follows } = startWorld()
    let told = 0
    let goesRound = true
    follows(
      'toy',
      when(painted, ({ fence }) => {
        told++
        if (!goesRound) return
        for (let branch = 0; branch < 3; branch++) world.publish(painted, { fence, colour: 'red' })
      }),
    )
    world.publish(painted, { fence: 'F1', colour: 'red' })
    expect(told).toBe(LONGEST_CHAIN)
    expect(world.journal.from(1, Infinity, ({ type }) => type === 'chain.cut')).toHaveLength(1)
    // The world goes on as before: the next chain has its whole length, and is told of again.
    world.publish(painted, { fence: 'F2', colour: 'red' })
    expect(told).toBe(2 * LONGEST_CHAIN)
    goesRound = false
    const { next } = world.journal
    world.publish(painted, { fence: 'F3', colour: 'red' })
    expect(world.journal.from(next, Infinity).map(({ type }) => type)).toEqual(['fence.painted'])
  })

  test('is not mistaken for a long row of events that nothing more follows from', () => {
    const { world, follows, types } = startWorld()
    follows(
      'toy',
      when(painted, () => {
        for (let fence = 0; fence < 5000; fence++) world.publish(repaired, { provider: 'toy', fence: `F${fence}` })
      }),
      when(repaired, () => {}),
    )
    world.publish(painted, { fence: 'F1', colour: 'red' })
    expect(types()).not.toContainEqual(expect.stringContaining('chain.cut'))
    expect(types()).toHaveLength(5001)
  })
})
