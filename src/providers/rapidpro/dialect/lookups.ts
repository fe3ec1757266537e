import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import type { RapidproCall } from './caller.ts'

/**
 * The lookup parameter that the URL has, if any.
 * @throws Problem where there is more than one, or none although one is needed
 */
export function lookupOf<N extends string>(
  call: RapidproCall,
  names: readonly N[],
  { needed }: { needed: boolean },
): { name: N; value: string } | undefined {
  const query = call.query as Partial<Record<N, string>>
  const there = names.filter((name) => query[name] !== undefined)
  if (there.length > 1)
    throw new Problem(
      'invalid',
      `URL can only contain one of the following parameters: ${[...names].sort().join(', ')}`,
    )
  const name = there[0]
  if (name !== undefined) return { name, value: query[name]! }
  if (needed)
    throw new Problem('invalid', `URL must contain one of the following parameters: ${[...names].sort().join(', ')}`)
  return undefined
}

/** @throws Problem `not_found`, in the words of the model that was looked for */
export function mustExist<R>(row: R | undefined, model: string): R {
  if (row === undefined) throw new Problem('not_found', `No ${model} matches the given query.`)
  return row
}

/**
 * Finds the row that a URL names by the one parameter that its objects are looked up by.
 * @param find the row of that name, if there is one
 * @throws Problem where there is none, or where a call that needs one names none
 */
export const oneBy =
  <R>(name: string, model: string, find: (world: World, value: string) => R | undefined, needed = false) =>
  (call: RapidproCall): R | undefined => {
    const lookup = lookupOf(call, [name], { needed })
    return lookup && mustExist(find(call.world, lookup.value), model)
  }
