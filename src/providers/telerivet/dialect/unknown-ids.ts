import { invalid } from '../../../http/problem.ts'

/** Refuses the IDs of objects that a project does not have: labels and groups cannot be made yet, so none is known. */
export function refuseUnknownIds(parameter: string, ids: readonly string[] | undefined): void {
  if (ids && ids.length > 0) throw invalid([parameter, 0], 'is not an ID of this project')
}
