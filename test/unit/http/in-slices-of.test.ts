import { expect, test } from 'vitest'
import { eventKind } from '../../../src/core/events.ts'
import type { Slices } from '../../../src/core/slices.ts'
import { World } from '../../../src/core/world.ts'
import { inSlicesOf } from '../../../src/http/in-slices-of.ts'

const happened = eventKind<{ what: string }>()('happened')

test('whatever long work does to its end is because of what it was begun for, and what others do in between is not', async () => {
  const outside = { breathe: () => Promise.resolve(), settle: () => Promise.resolve() }
  const world = new World('w', { seed: 'w', clock: { now: 0 } }, outside)
  const tell = (what: string) => world.publish(happened, { what })
  function* work(): Slices<string> {
    tell('first')
    yield
    tell('later')
    return 'answer'
  }
  const { id } = tell('call')
  const done = world.journal.within(id, () => inSlicesOf(world, work(), (answer) => tell(`end: ${answer}`).what))
  tell('another')
  expect(await done).toBe('end: answer')
  const causes = world.journal.from(id + 1, 10).map(({ what, cause }) => [what, cause])
  expect(causes).toEqual([
    ['first', id],
    ['another', null],
    ['later', id],
    ['end: answer', id],
  ])
})
