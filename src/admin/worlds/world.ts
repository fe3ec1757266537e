import { Type } from '@sinclair/typebox'
import { CLOCK_MODES } from '../../core/clock/clock.ts'
import { PROFILES } from '../../core/profile.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import type { Operator } from '../dialect/index.ts'

export const clockSchema = Type.Object(
  {
    mode: Type.Unsafe<string>(
      Type.String({
        enum: [...CLOCK_MODES],
        description:
          'real and scaled follow the wall clock, frozen moves only when told, auto jumps to the next due job.',
      }),
    ),
    now: Type.String({ description: "The world's time, ISO 8601." }),
    speed: Type.Number({ description: 'World seconds in one real second, in scaled mode.' }),
    pending: Type.Integer({ description: 'Jobs that wait for their time.' }),
    next_due: Type.Union([Type.String(), Type.Null()], { description: 'When the next of them is due.' }),
  },
  { additionalProperties: false, title: 'Clock' },
)

const words = (description: string) => Type.Record(Type.String(), Type.String(), { description })

export const worldSchema = Type.Object(
  {
    id: Type.String(),
    seed: Type.String({ description: 'The same seed and the same calls give the same ids and times.' }),
    profile: Type.Unsafe<string>(Type.String({ enum: [...PROFILES] })),
    clock: clockSchema,
    credentials: Type.Record(Type.String(), words('What its clients log in with, and the ids that they start from.')),
    logins: Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.Unknown())), {
      description: 'All that clients of each provider can log in with, and what each may do.',
    }),
    urls: words('The base address for the clients of each provider.'),
    env: words('The same as environment variables.'),
  },
  { additionalProperties: false, title: 'World' },
)

export const inWorld = '/_textbed/worlds/{world}'

/** The world that the path names. @throws Refusal `unknown`, with the nearest ids */
export const worldOf = ({ caller, params }: Call<Operator>): World => caller.simulator.get(params['world']!)

export function viewClock({ clock }: World) {
  const due = clock.nextDue()
  return {
    mode: clock.mode,
    now: iso(clock.now),
    speed: clock.speed,
    pending: clock.size,
    next_due: due === undefined ? null : iso(due),
  }
}

export function viewWorld(world: World, { caller, request }: Call<Operator>) {
  const { providers } = caller.simulator
  const urls = Object.fromEntries(providers.map((one) => [one.name, request.origin + one.basePath]))
  return {
    id: world.id,
    seed: world.random.seed,
    profile: world.profile,
    clock: viewClock(world),
    credentials: world.credentials,
    logins: Object.fromEntries(providers.map((one) => [one.name, one.logins(world) as Record<string, unknown>[]])),
    urls,
    env: Object.assign({}, ...providers.map((one) => one.env(world, request.origin))) as Record<string, string>,
  }
}

export const iso = (time: number): string => new Date(time).toISOString()
