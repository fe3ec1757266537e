import type { Collection, CollectionDefinition } from '../../../core/store/collection.ts'
import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import { type Fields, readOrRefuse } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { type Contact, contacts } from '../contacts/contact.ts'
import { contactListing } from '../contacts/filters.ts'
import { boolean, idField, list, maybe } from '../dialect/fields.ts'
import { type Listing, conditionsOf } from '../dialect/listing.ts'
import { messageListing } from '../messages/filters.ts'
import { type Message, messages } from '../messages/message.ts'
import type { Project } from '../projects/project.ts'
import { type DataRow, dataRows } from '../tables/data-row.ts'
import { rowListing } from '../tables/filters.ts'
import type { Task } from './task.ts'
import { within } from './within.ts'
import type { FilterType } from './words.ts'

/** The kinds of objects that tasks are applied to. */
export type Entity = 'contact' | 'message' | 'row'
export type Found = Contact | Message | DataRow

const COLLECTIONS = { contact: contacts, message: messages, row: dataRows }

const QUERIES: Record<Entity, Listing<never>> = { contact: contactListing, message: messageListing, row: rowListing }

/** Of what kind the objects are that a filter finds, and the parameter that names them where it is no query. */
export const FILTERS: Record<FilterType, { of: Entity; ids?: string }> = {
  query_contacts: { of: 'contact' },
  contact_ids: { of: 'contact', ids: 'contact_ids' },
  query_rows: { of: 'row' },
  row_ids: { of: 'row', ids: 'row_ids' },
  query_messages: { of: 'message' },
  message_ids: { of: 'message', ids: 'message_ids' },
}

/** "IDs of up to 100 contacts", messages or data rows. */
const MOST_IDS = 100

type Filtered = Pick<Task, 'filter_type' | 'filter_params' | 'table_id'>

/** The objects of a kind that are there. */
export const rowsOf = (world: World, entity: Entity): Collection<Found> =>
  world.collection(COLLECTIONS[entity] as unknown as CollectionDefinition<Found>)

/** What rows have to be for a task to be applied to them. @throws Problem where the parameters of the filter say nothing, or nothing sensible */
export function conditionsFor(
  world: World,
  project: Project,
  { filter_type, filter_params, table_id }: Filtered,
): Condition[] {
  const { of, ids } = FILTERS[filter_type]
  const inTable: Condition[] = table_id === null ? [] : [{ field: 'table_id', is: 'equals', value: table_id }]
  if (ids !== undefined) {
    const given = read({ [ids]: list(idField(of), { max: MOST_IDS }) }, world, project, filter_params)[ids] as string[]
    return [
      { field: 'project_id', is: 'equals', value: project.id },
      ...inTable,
      { field: 'id', is: 'oneOf', value: given },
    ]
  }
  const listing = QUERIES[of]
  const fields = { ...listing.filters, ...listing.parameters, all: maybe(boolean('All of them.')) }
  const { all, ...query } = read(fields, world, project, filter_params)
  if (all !== true && !Object.values(query).some(saysSomething))
    throw invalid('filter_params', 'must hold a filter, or all: true to apply the task to all of them')
  const asked = { world, caller: { project }, query }
  return [...within('filter_params', () => conditionsOf(listing as Listing, asked)), ...inTable]
}

/** @throws Problem where one of the rows that are named is not there */
export function refuseUnknownRows(world: World, project: Project, filtered: Filtered): void {
  const { of, ids } = FILTERS[filtered.filter_type]
  if (ids === undefined) return
  const where = conditionsFor(world, project, filtered)
  const given = where.at(-1)!.value as string[]
  const known = new Set(
    rowsOf(world, of)
      .list({ where, take: MOST_IDS })
      .rows.map(({ id }) => id),
  )
  const unknown = given.findIndex((id) => !known.has(id))
  if (unknown !== -1) throw invalid(['filter_params', ids, unknown], `is not the ID of a ${of} of this project`)
}

const read = (fields: Fields, world: World, project: Project, params: Task['filter_params']): Record<string, unknown> =>
  readOrRefuse(fields, params, ['filter_params'], { world, caller: { project }, query: {} })

const saysSomething = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0)
