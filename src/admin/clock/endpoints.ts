import * as Type from 'typebox'
import { type Bounds, MOST_JOBS, MOST_JOBS_UNTIL_IDLE } from '../../core/clock/advance.ts'
import { CLOCK_MODES } from '../../core/clock/modes.ts'
import { FASTEST, SLOWEST } from '../../core/clock/speed.ts'
import { FURTHEST } from '../../core/store/kept.ts'
import type { World } from '../../core/world.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { Problem, invalid } from '../../http/problem.ts'
import { choice, duration, moment, number } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { entriesOf } from '../journal/entry.ts'
import { heldBack } from './due-hint.ts'
import { refuseSpeed } from './refuse-speed.ts'
import { clockView, inWorld, iso, worldOf } from '../worlds/world.ts'

const tag = 'Clock'

const getClock = endpoint({
  id: 'admin.getClock',
  method: 'get',
  path: `${inWorld}/clock`,
  tag,
  summary: "Shows a world's clock.",
  returns: clockView.schema,
  handle: (call) => clockView.json(worldOf(call), worldOf(call)),
})

const setClock = endpoint({
  id: 'admin.setClock',
  method: 'patch',
  path: `${inWorld}/clock`,
  tag,
  summary: 'Changes who moves the clock. To move it, advance it.',
  body: {
    mode: optional(choice('Who moves the clock.', CLOCK_MODES)),
    speed: optional(number('World seconds in one real second, in scaled mode.', { min: SLOWEST, max: FASTEST })),
  },
  returns: clockView.schema,
  example: () => ({ body: { mode: 'scaled', speed: 60 } }),
  handle(call) {
    const world = worldOf(call)
    const { mode = world.clock.mode, speed = world.clock.speed } = call.body
    refuseSpeed(mode, call.body.speed)
    world.clock.mode = mode
    world.clock.speed = mode === 'scaled' ? speed : 1
    call.caller.simulator.worldChanged(world)
    return clockView.json(world, world)
  },
})

const advanceClock = (types: readonly string[]) => {
  const { schema, page } = entriesOf(types)
  return endpoint({
    id: 'admin.advanceClock',
    method: 'post',
    path: `${inWorld}/clock/advance`,
    tag,
    summary:
      'Moves the clock on and answers once all that fell due is done, webhooks and what their receivers did included.',
    description:
      'It ends early where its caller closes the connection, and where more jobs run than are allowed, which is then said: a receiver that answers each message with another never lets a world be idle. What was done stays done. A receiver that lets its whole time pass is given little for what else falls due in the same advance: a second, then half of that each time, until it answers.',
    body: {
      by: optional(duration('How far.')),
      to: optional(moment('How far, as the moment to reach.')),
      until: optional(choice('Until nothing is left to do.', ['idle'])),
      jobs: optional(
        number(
          `How many jobs may run before it gives up: ${MOST_JOBS_UNTIL_IDLE} until idle, else ${MOST_JOBS}, unless given.`,
          { whole: true, min: 1, max: MOST_JOBS },
        ),
      ),
      events: withDefault(
        number('At most so many events in the answer; fewer where they are very long.', {
          whole: true,
          min: 0,
          max: 10_000,
        }),
        1000,
      ),
    },
    returns: Type.Object({
      now: Type.String(),
      ran: Type.Integer({ description: 'How many jobs ran.' }),
      events: Type.Array(schema, { description: 'What happened, oldest first: lines of the journal.' }),
      more: Type.Integer({ description: 'How many more there are than shown here. The journal has the last 10,000.' }),
      hint: Type.Optional(
        Type.String({ description: 'Until idle: which webhooks are held, which no advance brings.' }),
      ),
    }),
    example: () => ({ body: { by: 'PT1M' } }),
    async handle(call) {
      const world = worldOf(call)
      const { by, to, until, jobs, events } = call.body
      if ([by, to, until].filter((one) => one !== undefined).length !== 1) {
        throw new Problem(
          'invalid',
          'Say how far in exactly one way: {"by": "PT1H"} (or seconds), {"to": "2026-01-31T12:00:00Z"} or {"until": "idle"}.',
        )
      }
      const first = world.journal.next
      const ran = await move(world, by, to, { jobs, signal: call.request.signal })
      const shown = page(world.journal.from(first, events), world)
      return jsonObject({
        now: iso(world.now),
        ran,
        events: jsonList(shown),
        more: Math.max(0, world.journal.next - first - shown.length),
        hint: until === undefined ? undefined : heldBack(world),
      })
    },
  })
}

function move(world: World, by: number | undefined, to: number | undefined, bounds: Bounds): Promise<number> {
  if (by !== undefined && world.now + by > FURTHEST)
    throw invalid('by', `The clock stands at ${iso(world.now)} and goes no further than ${iso(FURTHEST)}.`)
  if (by !== undefined) return world.clock.advanceTo(world.now + by, bounds)
  return to === undefined ? world.clock.runUntilIdle(bounds) : world.clock.advanceTo(to, bounds)
}

/** @param types the kinds of events that there are, which advancing answers with */
export const clockEndpoints = (types: readonly string[]) => [getClock, setClock, advanceClock(types)]
