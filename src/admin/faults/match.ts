import { didYouMean } from '../../core/nearest.ts'
import { invalid } from '../../http/problem.ts'
import type { Simulator } from '../../simulator/simulator.ts'

/** Names that a rule may match: `*`, providers, operation ids. @throws Problem `invalid`, with the nearest */
export function refuseUnknownMatch(simulator: Simulator, match: string, more: readonly string[] = []): void {
  const known = [
    '*',
    ...more,
    ...simulator.providers.flatMap((one) => [one.name, ...one.endpoints.map(({ id }) => id)]),
  ]
  if (!known.includes(match))
    throw invalid('match', `"${match}" is no operation, provider or *. ${didYouMean(match, known)}`)
}
