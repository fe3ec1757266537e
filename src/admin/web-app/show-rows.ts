import { settled } from '../../core/settled.ts'
import { each, inSlices } from '../../core/slices.ts'
import type { Row } from '../../core/store/row.ts'
import type { World } from '../../core/world.ts'
import { type JsonText, jsonList } from '../../http/json-text.ts'
import type { WebPages } from '../../http/web-app.ts'

/** So few are shown before anybody else has their turn. */
const FEW = 50

/** All of some rows as they are now. While many are shown others have their turn, and what they change is not seen. */
export async function showRows(
  rows: Pick<ReturnType<WebPages['rows']>, 'map'>,
  { view }: Pick<WebPages, 'view'>,
  world: World,
  breathe: () => Promise<void> | undefined,
): Promise<JsonText<unknown[]>> {
  const all = rows.map((row: Row) => row)
  const sight = all.length > FEW ? settled(world) : world
  const shown: JsonText[] = []
  await inSlices(
    each(all, (row) => shown.push(view.json(row, sight))),
    breathe,
  )
  return jsonList(shown)
}
