import type { World } from '../../../core/world.ts'
import { boundaryAliases } from './boundary-alias.ts'
import { type Boundary, boundaryRows } from './boundary.ts'

/** Gives a boundary other names. Of boundaries side by side no two have the same: whichever had it loses it. */
export function changeAliases(world: World, { id, parent }: Boundary, names: readonly string[]): void {
  const rows = world.collection(boundaryAliases)
  const among = (name: string) => names.some((one) => isSame(one, name))
  rows.deleteAll(
    rows
      .all()
      .filter(
        ({ boundary, name }) => boundary === id || (boundaryRows().get(boundary)?.parent === parent && among(name)),
      ),
  )
  for (const [at, name] of names.entries())
    if (!names.slice(0, at).some((one) => isSame(one, name)))
      rows.insert({ id: world.random.uuid('rapidpro.boundary_alias'), sequence: 0, boundary: id, name })
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
