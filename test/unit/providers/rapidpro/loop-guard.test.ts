import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { World } from '../../../../src/core/world.ts'
import { createContact } from '../../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../../src/providers/rapidpro/contacts/contact.ts'
import { rapidpro } from '../../../../src/providers/rapidpro/index.ts'
import { LoopGuard } from '../../../../src/providers/rapidpro/messages/loop-guard.ts'
import { sendMessage } from '../../../../src/providers/rapidpro/messages/send-message.ts'
import { startBare } from '../../../support/bare-simulator.ts'

const { simulator } = startBare([rapidpro])

const WINDOW = 5 * 60_000
const PEOPLE = ['+250788123123', '+250788123124']

function startWorld(): World {
  const world = simulator.create({})
  for (const person of PEOPLE) createContact(world, {}, [`tel:${person}`])
  return world
}

test('whatever is sent, each copy from the twentieth of a window on fails and no other text does, in forks, too', async () => {
  const step = fc.oneof(
    { weight: 40, arbitrary: fc.record({ to: fc.nat(1), text: fc.constantFrom('ping', 'PING', 'pong') }) },
    { weight: 2, arbitrary: fc.record({ seconds: fc.integer({ min: 1, max: 200 }) }) },
    { weight: 1, arbitrary: fc.constant('fork' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 300 }), async (steps) => {
      let world = startWorld()
      const sent = new Map<string, number>()
      const statuses: string[] = []
      const expected: string[] = []
      for (const one of steps) {
        if (one === 'fork') world = simulator.fork(world.id)
        else if ('seconds' in one) await world.clock.advanceTo(world.now + one.seconds * 1000)
        else {
          const contact = contactRows(world).all().at(one.to)!
          const key = `${Math.round(world.now / WINDOW)} ${one.to} ${one.text.toLowerCase()}`
          const copy = (sent.get(key) ?? 0) + 1
          sent.set(key, copy)
          statuses.push(sendMessage(world, { contact, text: one.text }).status)
          expected.push(copy < 20 ? 'queued' : 'failed')
        }
      }
      expect(statuses).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('of a hundred thousand different texts to one contact none is taken for a copy', () => {
  const world = startWorld()
  const { id } = contactRows(world).all().at(0)!
  const guard = new LoopGuard(world)
  for (let index = 0; index < 100_000; index++) expect(guard.isLoop(id, `Your table ${index} is ready.`)).toBe(false)
})
