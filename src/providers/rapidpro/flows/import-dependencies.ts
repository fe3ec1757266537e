import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { isKey } from '../dialect/keys.ts'
import { isNamed } from '../dialect/names.ts'
import { firstOf } from '../dialect/python.ts'
import { contactFieldRows } from '../fields/contact-field.ts'
import { createField } from '../fields/create-field.ts'
import { createGroup } from '../groups/create-group.ts'
import { groupRows } from '../groups/group.ts'
import { createLabel } from '../labels/create-label.ts'
import { labelRows } from '../labels/label.ts'
import type { Dependencies } from './definition/dependencies.ts'

/** Objects of one kind that a workspace may have, and characters of their names. */
const MOST = { rows: 250, name: 64, fieldName: 36 }

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

  for (const { key, name, type } of newFields)
    createField(world, { key, name: cleaned(name, MOST.fieldName), type: type === 'numeric' ? 'number' : type })
  const known = new Map<string, string>()
  for (const [uuid, { name, query }] of groups)
    known.set(uuid, (groupOf.get(uuid) ?? createGroup(world, { name: cleaned(name, MOST.name), query })).id)
  for (const [uuid, { name }] of labels)
    known.set(uuid, (labelOf.get(uuid) ?? createLabel(world, { name: cleaned(name, MOST.name) })).id)
  return known
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
