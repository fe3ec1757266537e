import type { TSchema } from 'typebox'
import type { Endpoint } from './call.ts'
import type { Fields } from './field.ts'

export type { Endpoint, Method } from './call.ts'

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- an endpoint without parameters of a kind has none
type None = Record<never, never>

/** Types a provider's endpoints once for its kind of caller and its manners; at run time it hands the definition through. */
export function endpointsFor<Caller, Manners = None>() {
  return <Q extends Fields = None, B extends Fields = None, R extends TSchema = TSchema>(
    definition: Endpoint<Caller, Q, B, R, Manners>,
  ): Endpoint => definition
}
