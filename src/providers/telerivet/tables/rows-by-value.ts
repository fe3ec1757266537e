import type { World } from '../../../core/world.ts'
import { JsonText } from '../../../http/json-text.ts'
import { onOnePage } from '../../../http/one-page.ts'
import { dataRows } from './data-row.ts'
import type { DataTable } from './data-table.ts'

/** "An object mapping values to row counts, e.g. {"yes":7,"no":3}", in the order in which values first came up. */
export function rowsByValue(world: World, table: DataTable, variable: string): JsonText<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { vars } of world.collection(dataRows).by('table_id', table.id)) {
    if (!Object.hasOwn(vars, variable)) continue
    const value = String(vars[variable])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const members = onOnePage(counts, ([value, count]) => new JsonText(`${JSON.stringify(value)}:${count}`))
  return new JsonText(`{${members.map(({ text }) => text).join(',')}}`)
}
