import type { World } from '../../../core/world.ts'
import type { ApplicationDeleted } from '../applications/events.ts'
import { powerpacks } from './powerpack.ts'

/** The powerpacks of an application that is gone have none. */
export function powerpacksLoseApplication({ application }: ApplicationDeleted, world: World): void {
  const rows = world.collection(powerpacks)
  for (const powerpack of rows.all().slice())
    if (powerpack.application === application) rows.update(powerpack, { application: null })
}
