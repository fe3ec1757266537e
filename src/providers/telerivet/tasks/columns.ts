import type { World } from '../../../core/world.ts'
import { contactResource, contacts } from '../contacts/contact.ts'
import { isVarName } from '../dialect/vars.ts'
import { messageResource } from '../messages/message-view.ts'
import { dataRowResource } from '../tables/data-row.ts'
import type { Entity, Found } from './finding.ts'

const VIEWS = { contact: contactResource.view, message: messageResource.view, row: dataRowResource.view }

/** Attributes that no column is of: variables have one each. */
const NO_COLUMNS = new Set(['vars', 'mms_parts'])
const OF_CONTACT = 'contact.'
const OF_VARS = 'vars.'

const attributesOf = (entity: Entity): string[] =>
  Object.keys(VIEWS[entity].members).filter((name) => !NO_COLUMNS.has(name))

/** Whether exports of such rows have this column: an attribute, a variable, or, of what has a contact, one of that. */
export function isColumn(entity: Entity, id: string): boolean {
  if (id.startsWith(OF_VARS)) return isVarName(id.slice(OF_VARS.length))
  if (entity !== 'contact' && id.startsWith(OF_CONTACT)) return isColumn('contact', id.slice(OF_CONTACT.length))
  return attributesOf(entity).includes(id)
}

/** All attributes but the address of the page, and every variable that any of the rows has. */
export function defaultColumns(entity: Entity, rows: readonly Found[]): string[] {
  const names = new Set<string>()
  for (const { vars } of rows) for (const name in vars) names.add(name)
  return [...attributesOf(entity).filter((name) => name !== 'url'), ...[...names].sort().map((name) => OF_VARS + name)]
}

/** What a row has in each of the columns. */
export function cellsOf(world: World, entity: Entity, row: Found, columns: readonly string[]): unknown[] {
  const shown = VIEWS[entity].object(row as never, world)
  const contact = columns.some((id) => id.startsWith(OF_CONTACT)) ? contactOf(world, row) : undefined
  return columns.map((id) =>
    id.startsWith(OF_CONTACT) ? valueOf(contact, id.slice(OF_CONTACT.length)) : valueOf(shown, id),
  )
}

type Shown = Readonly<Record<string, unknown>> | undefined

function contactOf(world: World, row: Found): Shown {
  const id = 'contact_id' in row ? row.contact_id : null
  const contact = id === null ? undefined : world.collection(contacts).get(id)
  return contact && contactResource.view.object(contact, world)
}

function valueOf(shown: Shown, id: string): unknown {
  if (!id.startsWith(OF_VARS)) return shown?.[id]
  const vars = shown?.['vars'] as Record<string, unknown> | undefined
  const name = id.slice(OF_VARS.length)
  return vars && Object.hasOwn(vars, name) ? vars[name] : undefined
}
