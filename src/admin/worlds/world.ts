import * as Type from 'typebox'
import { CLOCK_MODES } from '../../core/clock/modes.ts'
import { PROFILES } from '../../core/profile.ts'
import { routes } from '../../core/network/route.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import { viewOf } from '../../http/view.ts'
import { isE164 } from '../../standards/e164.ts'
import type { Operator } from '../dialect/index.ts'

export const inWorld = '/_textbed/worlds/{world}'

/** The world that the path names. @throws Refusal `unknown`, with the nearest ids */
export const worldOf = ({ caller, params }: Call<Operator>): World => caller.simulator.get(params['world']!)

export const iso = (time: number): string => new Date(time).toISOString()

/** How the clock of a world looks. */
export const clockView = viewOf<World>()('Clock', {
  mode: [
    Type.Unsafe<string>(
      Type.String({
        enum: [...CLOCK_MODES],
        description:
          'real and scaled follow the wall clock, frozen moves only when told, auto jumps to the next due job.',
      }),
    ),
    ({ clock }) => clock.mode,
  ],
  now: [Type.String({ description: "The world's time, ISO 8601." }), ({ clock }) => iso(clock.now)],
  speed: [
    Type.Number({ description: 'World seconds in one real second, in scaled mode.' }),
    ({ clock }) => clock.speed,
  ],
  pending: [Type.Integer({ description: 'Jobs that wait for their time.' }), ({ clock }) => clock.size],
  next_due: [
    Type.Union([Type.String(), Type.Null()], { description: 'When the next of them is due.' }),
    ({ clock }) => isoOrNull(clock.nextDue()),
  ],
})

const isoOrNull = (time: number | undefined): string | null => (time === undefined ? null : iso(time))

const words = (description: string) => Type.Record(Type.String(), Type.String(), { description })

/** How a world looks to whoever calls: addresses are those that it was called by. */
const worldView = viewOf<World, Call<Operator>>()('World', {
  id: [Type.String(), ({ id }) => id],
  name: [
    Type.Union([Type.String(), Type.Null()], { description: 'What people call it.' }),
    ({ id }, _sight, { caller }) => caller.simulator.worlds.optionsOf(id).name ?? null,
  ],
  seed: [
    Type.String({ description: 'The same seed and the same calls give the same ids and times.' }),
    ({ random }) => random.seed,
  ],
  profile: [Type.Unsafe<string>(Type.String({ enum: [...PROFILES] })), ({ profile }) => profile],
  clock: [clockView.schema, (world) => clockView.json(world, world)],
  credentials: [
    Type.Record(Type.String(), words('What its clients log in with, and the ids that they start from.')),
    ({ credentials }) => credentials,
  ],
  logins: [
    Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.Unknown())), {
      description: 'All that clients of each provider can log in with, and what each may do.',
    }),
    (world, _sight, { caller }) =>
      Object.fromEntries(
        caller.simulator.providers.map((one) => [one.name, one.logins(world) as Record<string, unknown>[]]),
      ),
  ],
  numbers: [
    words('A number of its account at each provider, with its country code: where people write to.'),
    (world) => numbersOf(world),
  ],
  urls: [
    words('The base address for the clients of each provider.'),
    (_world, _sight, { caller, request }) =>
      Object.fromEntries(caller.simulator.providers.map((one) => [one.name, request.origin + one.basePath])),
  ],
  env: [
    words('The same as environment variables.'),
    (world, _sight, { caller, request }) =>
      Object.assign({}, ...caller.simulator.providers.map((one) => one.env(world, request.origin))) as Record<
        string,
        string
      >,
  ],
})

/** The first number of each provider that has one. */
export function numbersOf(world: World): Record<string, string> {
  const numbers: Record<string, string> = {}
  for (const { id, provider } of world.collection(routes).all()) if (isE164(id)) numbers[provider] ??= id
  return numbers
}

export const worldSchema = worldView.schema

export const showWorld = (world: World, call: Call<Operator>) => worldView.json(world, world, call)
