import { campaignEventRows } from '../campaign-events/campaign-event.ts'
import { type BodyField, choice, judged, optional, refuse, text } from '../dialect/fields.ts'
import { isKey, keyOf } from '../dialect/keys.ts'
import { isTaken } from '../dialect/names.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { type ContactField, FIELD_TYPES, type FieldType, VALUE_TYPES, contactFieldRows } from './contact-field.ts'

/** What may be written of a field: both by their names of today, or by those that they had once. */
export const fieldBody = {
  name: optional(fieldName()),
  type: optional(fieldType(choice(FIELD_TYPES))),
  label: optional(fieldName()),
  value_type: optional(fieldType(choice(VALUE_TYPES))),
}

/** A date that campaigns count from stays one. */
function fieldType<T extends string>(type: BodyField<T>): BodyField<T> {
  return judged(type, (word, path, issues, { world, caller: { target } }) => {
    if (target && word !== 'datetime' && campaignEventRows(world).by('relative_to', target.id).length > 0)
      refuse(issues, path, "Can't change type of date field being used by campaign events.")
    return word
  })
}

/** Keys that mean something else where texts name the fields of a contact. */
const RESERVED = new Set(['has', 'is', 'fields', 'urns', 'created_on', 'last_seen_on'])

function fieldName(): BodyField<string> {
  return judged(text({ max: 36 }), (name, path, issues, call) => {
    const { target } = call.caller
    const key = keyOf(name)
    if (isTaken(contactFieldRows(call.world).all(), name, target)) refuse(issues, path, SENTENCES.notUnique)
    else if (!/^[A-Za-z0-9\- ]+$/.test(name)) refuse(issues, path, 'Can only contain letters, numbers and hypens.')
    else if (!isKey(key) || RESERVED.has(key))
      refuse(issues, path, `Generated key "${key}" is invalid or a reserved name.`)
    // Two names may come to the same key.
    else if (!target && contactFieldRows(call.world).get(key)) refuse(issues, path, SENTENCES.notUnique)
    return name
  })
}

interface Written {
  name?: string | undefined
  label?: string | undefined
  type?: FieldType | undefined
  value_type?: (typeof VALUE_TYPES)[number] | undefined
}

const nameIn = ({ name, label }: Written): string | undefined => name ?? label

const typeIn = ({ type, value_type }: Written): FieldType | undefined =>
  type ?? (value_type === 'numeric' ? 'number' : value_type)

/** Why a body will not do as a whole: both have to be there, to change a field as well. */
export function fieldRule(body: Written): string | undefined {
  if (nameIn(body) === undefined) return "Field 'name' is required."
  return typeIn(body) === undefined ? "Field 'type' is required." : undefined
}

export const asField = (body: Written): Pick<ContactField, 'name' | 'type'> => ({
  name: nameIn(body)!,
  type: typeIn(body)!,
})
