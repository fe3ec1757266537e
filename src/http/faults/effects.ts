import type { Static } from 'typebox'
import * as kept from '../../core/store/kept.ts'
import type { Call } from '../call.ts'
import { PROBLEM_KINDS, Problem } from '../problem.ts'
import { ConnectionReset } from './connection-reset.ts'
import { delay } from './delay.ts'

/** Each is one thing that a fault can do to a call. */
export const effectSchema = kept.either(
  /** An answer in the provider's own words for this kind of problem. */
  kept.object({
    kind: kept.always('problem'),
    problem: kept.oneOf(PROBLEM_KINDS),
    status: kept.orNull(kept.whole(400, 599)),
    message: kept.orNull(kept.text),
    /** Seconds. */
    retry_after: kept.orNull(kept.count),
  }),
  /** The call waits so many milliseconds of the world's clock. */
  kept.object({ kind: kept.always('delay'), delay: kept.duration }),
  /** The connection is reset without an answer. */
  kept.object({ kind: kept.always('reset') }),
)

export type FaultEffect = Static<typeof effectSchema>

interface Effect<E extends FaultEffect> {
  /** What happens, as the end of a sentence. */
  explain(effect: E): string
  /** Lets the call suffer it. @param rule the rule in a sentence @throws Problem or ConnectionReset */
  befall(call: Call, effect: E, rule: string): void | Promise<void>
}

const EFFECTS: { readonly [K in FaultEffect['kind']]: Effect<Extract<FaultEffect, { kind: K }>> } = {
  problem: {
    explain: ({ problem, status }) => `the answer is ${problem}${status ? ` with status ${status}` : ''}`,
    befall(_call, { problem, status, message, retry_after: retryAfter }) {
      throw new Problem(problem, message ?? '', {
        status: status ?? undefined,
        retryAfter: retryAfter ?? undefined,
      })
    },
  },
  delay: {
    explain: (effect) => `the answer waits ${effect.delay / 1000} s of the world's clock`,
    befall: (call, effect) => delay(call, effect.delay),
  },
  reset: {
    explain: () => 'the connection is reset',
    befall(_call, _effect, rule) {
      throw new ConnectionReset(rule)
    },
  },
}

/** What is done to calls of an effect's kind. */
export const effectOf = (effect: FaultEffect): Effect<FaultEffect> => EFFECTS[effect.kind]
