import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { COMPARED_AS, settingOf } from '../contacts/query-setting.ts'
import { isKey } from '../dialect/keys.ts'
import { isNamed } from '../dialect/names.ts'
import { firstOf } from '../dialect/python.ts'
import { type FieldType, contactFieldRows } from '../fields/contact-field.ts'
import { createField } from '../fields/create-field.ts'
import { createGroup } from '../groups/create-group.ts'
import { type GroupQuery, groupRows } from '../groups/group.ts'
import { groupQueryIn } from '../groups/group-query.ts'
import { createLabel } from '../labels/create-label.ts'
import { labelRows } from '../labels/label.ts'
import type { Setting } from '../queries/setting.ts'
import type { Dependencies } from './definition/dependencies.ts'
import type { ExportedField } from './definition/read-others.ts'

/** Objects of one kind that a workspace may have, and characters of their names. */
const MOST = { rows: 250, name: 64, fieldName: 36 }

const fieldType = (type: ExportedField['type']): FieldType => (type === 'numeric' ? 'number' : type)

const cleaned = (name: string, most: number): string => firstOf(name.replace(/["\\]/g, '').trim(), most) || 'Unnamed'

/**
 * Makes what an export needs and is not here: fields by their keys, groups and labels by uuid or name.
 * @returns uuids in the export, by which each is known here
 * @throws Refusal before anything is made, where the workspace would have more than it may
 */
export function importDependencies(world: World, { fields, groups, labels }: Dependencies): Map<string, string> {
  const newFields = [...fields.values()].filter(({ key }) => isKey(key) && !contactFieldRows(world).get(key))
  const groupOf = new Map([...groups].map(([uuid, { name }]) => [uuid, thereIn(groupRows(world), uuid, name)]))
  const labelOf = new Map([...labels].map(([uuid, { name }]) => [uuid, thereIn(labelRows(world), uuid, name)]))
  refuseMany('fields', contactFieldRows(world).size + newFields.length)
  refuseMany('groups', groupRows(world).size + missing(groupOf))
  refuseMany('labels', labelRows(world).size + missing(labelOf))
  const setting = settingWith(world, newFields)
  const queryOf = new Map(
    [...groups].flatMap(([uuid, { name, query }]) =>
      query === null || groupOf.get(uuid) ? [] : [[uuid, judged(name, query, setting)] as const],
    ),
  )

  for (const { key, name, type } of newFields)
    createField(world, { key, name: cleaned(name, MOST.fieldName), type: fieldType(type) })
  const known = new Map<string, string>()
  for (const [uuid, { name }] of groups)
    known.set(
      uuid,
      (groupOf.get(uuid) ?? createGroup(world, { name: cleaned(name, MOST.name), ...queryOf.get(uuid) })).id,
    )
  for (const [uuid, { name }] of labels)
    known.set(uuid, (labelOf.get(uuid) ?? createLabel(world, { name: cleaned(name, MOST.name) })).id)
  return known
}

/** What queries mean once these fields are there. */
function settingWith(world: World, newFields: readonly ExportedField[]): Setting {
  const setting = settingOf(world, world.now)
  const types = new Map(newFields.map(({ key, type }) => [key, COMPARED_AS[fieldType(type)]]))
  return { ...setting, fieldType: (key) => types.get(key) ?? setting.fieldType(key) }
}

function judged(name: string, query: string, setting: Setting): GroupQuery {
  const found = groupQueryIn(query, setting)
  if (typeof found === 'string')
    throw new Refusal('illegal', `The group "${name}" of this export cannot have the query "${query}": ${found}`)
  return found
}

interface Rows<R> {
  get(uuid: string): R | undefined
  all(): { find(fits: (row: R) => boolean): R | undefined }
}

const thereIn = <R extends { readonly name: string }>(rows: Rows<R>, uuid: string, name: string): R | undefined =>
  rows.get(uuid) ?? rows.all().find(isNamed(cleaned(name, MOST.name)))

const missing = (found: ReadonlyMap<string, unknown>): number => [...found.values()].filter((one) => !one).length

function refuseMany(what: string, many: number): void {
  if (many > MOST.rows)
    throw new Refusal(
      'illegal',
      `With this export the workspace would have ${many} ${what}; ${MOST.rows} are the most.`,
    )
}
