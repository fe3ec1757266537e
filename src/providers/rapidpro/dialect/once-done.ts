import type { Row } from '../../../core/store/row.ts'
import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import type { RapidproCall } from './caller.ts'
import { judgeAgain } from './stages.ts'

/**
 * Does something with the row that a call names once long work is done, in which others have their turn: the call is judged
 * again then. @throws Problem as if it had come only then
 */
export function onceDone<R extends Row, T>(
  call: RapidproCall,
  { id }: R,
  work: (world: World, id: string) => Slices<void>,
  act: (world: World, row: R) => T,
): Promise<T> {
  const { world } = call
  return inSlicesOf(world, work(world, id), () => {
    judgeAgain(call)
    return act(world, call.caller.target as R)
  })
}
