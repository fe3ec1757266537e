import * as Type from 'typebox'
import { CLOCK_MODES } from '../../core/clock/modes.ts'
import { FASTEST, SLOWEST } from '../../core/clock/speed.ts'
import { PROFILES } from '../../core/profile.ts'
import type { RowKind } from '../../core/store/collection.ts'
import { WORLD_ID, type WorldOptions } from '../../core/worlds.ts'
import { optional, withDefault } from '../../http/field.ts'
import { invalid } from '../../http/problem.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { choice, moment, number, object, text, yesOrNo } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { refuseUnfinished } from './refuse-unfinished.ts'
import { refuseSpeed } from '../clock/refuse-speed.ts'
import { inWorld, showWorld, worldOf, worldSchema } from './world.ts'
import { leastOf, readSnapshot, snapshotFields, streamOf, snapshotSchema } from './snapshot.ts'

const tag = 'Worlds'

/** A world with a few hundred thousand messages, bytes. */
const LARGEST_SNAPSHOT = 256 * 1024 * 1024

/** A day, seconds. */
const LONGEST_IDLENESS = 86_400

const id = text('What the world is called.', { max: 64, pattern: WORLD_ID })

const createWorld = endpoint({
  id: 'admin.createWorld',
  method: 'post',
  path: '/_textbed/worlds',
  tag,
  summary: 'Creates a world, furnished with an account at every provider.',
  body: {
    id: optional(id),
    name: optional(text('What people call it, such as the title of a test.')),
    fixture: optional(text('The ready-made world that it begins as, by name: lively, or furnished.', { min: 1 })),
    expires_in: optional(
      number('It is deleted once nobody has called it for so many real seconds.', { min: 1, max: LONGEST_IDLENESS }),
    ),
    seed: optional(text('Start of all chance in the world; its id unless given.')),
    profile: optional(choice('How contradictions between documents and services are answered.', PROFILES)),
    clock: optional(
      object('How time goes in it; frozen at 2026-01-01T00:00:00Z unless given.', {
        mode: optional(choice('Who moves the clock.', CLOCK_MODES)),
        now: optional(moment('Where it begins.')),
        speed: optional(number('World seconds in one real second, in scaled mode.', { min: SLOWEST, max: FASTEST })),
      }),
    ),
  },
  status: 201,
  returns: worldSchema,
  example: () => ({ body: { seed: 'spring', clock: { mode: 'frozen', now: '2026-03-01T08:00:00Z' } } }),
  async handle(call) {
    const { expires_in, ...options } = call.body
    refuseSpeed(options.clock?.mode ?? 'frozen', options.clock?.speed)
    if (options.fixture !== undefined) refuseWhatFixturesSay(options)
    const expiresIn = expires_in === undefined ? undefined : expires_in * 1000
    return showWorld(await call.caller.simulator.createFrom({ ...options, expiresIn }), call)
  },
})

const listWorlds = endpoint({
  id: 'admin.listWorlds',
  method: 'get',
  path: '/_textbed/worlds',
  tag,
  summary: 'Lists all worlds.',
  returns: Type.Object({ worlds: Type.Array(worldSchema) }),
  handle(call) {
    const { simulator } = call.caller
    return jsonObject({
      worlds: jsonList(simulator.worlds.list().map((one) => showWorld(simulator.get(one.id), call))),
    })
  },
})

const getWorld = endpoint({
  id: 'admin.getWorld',
  method: 'get',
  path: inWorld,
  tag,
  summary: 'Shows a world with its credentials.',
  returns: worldSchema,
  handle: (call) => showWorld(worldOf(call), call),
})

const deleteWorld = endpoint({
  id: 'admin.deleteWorld',
  method: 'delete',
  path: inWorld,
  tag,
  summary: 'Deletes a world and all that is in it.',
  query: {
    strict: withDefault(
      yesOrNo('Refuse it, and say why, as long as something is left that a test may have forgotten.'),
      false,
    ),
  },
  status: 204,
  returns: null,
  handle(call) {
    const world = worldOf(call)
    if (call.query.strict) refuseUnfinished(world)
    call.caller.simulator.delete(world.id)
  },
})

const resetWorld = endpoint({
  id: 'admin.resetWorld',
  method: 'post',
  path: `${inWorld}/reset`,
  tag,
  summary: 'Begins a world anew; it then cannot be told from a new one.',
  body: {},
  returns: worldSchema,
  async handle(call) {
    return showWorld(await call.caller.simulator.reset(worldOf(call).id), call)
  },
})

const forkWorld = endpoint({
  id: 'admin.forkWorld',
  method: 'post',
  path: `${inWorld}/fork`,
  tag,
  summary: 'Copies a world as it is now, under new credentials; the copy goes on exactly as the original would.',
  body: { id: optional(id) },
  status: 201,
  returns: worldSchema,
  handle: (call) => showWorld(call.caller.simulator.fork(worldOf(call).id, call.body.id), call),
})

const getSnapshot = endpoint({
  id: 'admin.getSnapshot',
  method: 'get',
  path: `${inWorld}/snapshot`,
  tag,
  summary: 'Takes all that a world holds, as JSON: rows, time, pending jobs, chance and journal.',
  returns: snapshotSchema,
  handle: (call) => streamOf(worldOf(call)),
})

const putSnapshot = (kinds: readonly RowKind[]) =>
  endpoint({
    id: 'admin.putSnapshot',
    method: 'put',
    path: `${inWorld}/snapshot`,
    tag,
    summary: 'Puts a snapshot in the place of what a world holds; the world keeps its id and its credentials.',
    body: snapshotFields,
    bodyLimit: LARGEST_SNAPSHOT,
    returns: worldSchema,
    example: (world) => ({ body: leastOf(world, kinds) }),
    async handle(call) {
      const { simulator } = call.caller
      const state = await readSnapshot(simulator, call.body.state)
      return showWorld(await simulator.restore(worldOf(call).id, state), call)
    },
  })

/** @throws Problem `invalid` */
function refuseWhatFixturesSay({ fixture, seed, profile, clock }: WorldOptions): void {
  const [twice] =
    Object.entries({ seed, profile, 'clock.now': clock?.now }).find(([, given]) => given !== undefined) ?? []
  if (twice !== undefined)
    throw invalid(twice.split('.'), `The fixture "${fixture}" has a ${twice} of its own: leave out one of the two.`)
}

/** @param kinds all that a world can hold */
export const worldEndpoints = (kinds: readonly RowKind[]) => [
  createWorld,
  listWorlds,
  getWorld,
  deleteWorld,
  resetWorld,
  forkWorld,
  getSnapshot,
  putSnapshot(kinds),
]
