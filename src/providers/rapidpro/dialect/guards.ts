import { Problem } from '../../../http/problem.ts'
import type { RapidproCall } from './caller.ts'

/** Rows of one kind that a workspace may have, where nobody raised it. */
export const MOST = 250

/** What the platform has made itself stays as it is. @throws Problem `forbidden` */
export function refuseSystem({ caller }: RapidproCall, act: 'modify' | 'delete'): void {
  if ((caller.target as { system?: boolean } | undefined)?.system)
    throw new Problem('forbidden', `Cannot ${act} system object.`)
}

/** Whoever has as many as there may be makes no more, which is told before the body is looked at. @throws Problem `conflict` */
export function refuseOneMore({ caller }: RapidproCall, there: number, most = MOST): void {
  if (!caller.target && there >= most)
    throw new Problem('conflict', `Cannot create object because workspace has reached limit of ${most}.`)
}
