import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'

type OfProject = Row & { readonly project_id: string }
type Named = OfProject & { readonly name: string | null }
interface Project {
  readonly id: string
}

/** The project's row of that id, if there is one: those of other projects are as good as not there. */
export function inProject<R extends OfProject>(
  world: World,
  kind: CollectionDefinition<R>,
  { id: project }: Project,
  id: string,
): R | undefined {
  const row = world.collection(kind).get(id)
  return row?.project_id === project ? row : undefined
}

/** The project's row of that name, whatever the case; the oldest of equals. */
export const namedInProject = <R extends Named>(
  world: World,
  kind: CollectionDefinition<R>,
  { id: project }: Project,
  name: string,
): R | undefined =>
  world.collection(kind).list({
    where: [
      { field: 'project_id', is: 'equals', value: project },
      { field: 'name', is: 'matches', value: name },
    ],
    take: 1,
  }).rows[0]
