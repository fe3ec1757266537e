import type { World } from '../../../core/world.ts'
import type { ApplicationDeleted } from '../applications/events.ts'
import { numbers } from './number.ts'

/** The numbers of an application that is gone have none. */
export function numbersLoseApplication({ application }: ApplicationDeleted, world: World): void {
  const rows = world.collection(numbers)
  for (const number of rows.by('application', application).slice()) rows.update(number, { application: null })
}
