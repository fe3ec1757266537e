import { TimeZones } from '../../../standards/time-zones.ts'
import type { World } from '../../../core/world.ts'
import { readDate } from '../dialect/dates.ts'
import { readDecimal } from '../dialect/decimals.ts'
import { isLongerThan } from '../dialect/fields.ts'
import { LIMITS } from '../dialect/limits.ts'
import type { ContactField, FieldType } from '../fields/contact-field.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Contact } from './contact.ts'

/** Values are text, and what that text was understood as when it was written. */
export type Values = Pick<Contact, 'fields' | 'understood'>

export const NO_VALUES: Values = Object.freeze({ fields: Object.freeze({}), understood: Object.freeze({}) })

type Understood = Values['understood'][string]

/** How a value is shown, by the type that its field has now; null where its text is none of the type. */
const SHOWN: Readonly<Record<FieldType, (text: string, understood: Understood | undefined) => string | null>> = {
  text: (text) => text,
  number: (text) => readDecimal(text) ?? null,
  datetime: (_text, understood) => understood?.datetime ?? null,
  state: (text) => text,
  district: (text) => text,
  ward: (text) => text,
}

export function shownValue({ fields, understood }: Values, { id: key, type }: ContactField): string | null {
  if (!Object.hasOwn(fields, key)) return null
  return SHOWN[type](fields[key]!, Object.hasOwn(understood, key) ? understood[key] : undefined)
}

/** A contact's values with changes: null and nothing clear, and what is too long is cut. */
export function mergeValues(world: World, own: Values, changes: ReadonlyMap<string, string | null>): Values {
  if (changes.size === 0) return { fields: own.fields, understood: own.understood }
  const fields = new Map(Object.entries(own.fields))
  const understood = new Map(Object.entries(own.understood))
  for (const [key, given] of changes) {
    const text = given && isLongerThan(LIMITS.fieldValue, given) ? cut(given) : given
    const meaning = text ? understand(world, text) : undefined
    if (text) fields.set(key, text)
    else fields.delete(key)
    if (meaning) understood.set(key, meaning)
    else understood.delete(key)
  }
  return { fields: Object.fromEntries(fields), understood: Object.fromEntries(understood) }
}

const cut = (long: string): string => Array.from(long).slice(0, LIMITS.fieldValue).join('')

/** Whatever its field's type is: that may be another one day. */
function understand(world: World, text: string): Understood | undefined {
  // A zone costs much to make, and most texts have no date.
  if (!/\d\D\d/.test(text)) return undefined
  const { timezone, date_style } = workspaceOf(world)
  const datetime = readDate(text, { zone: new TimeZones().of(timezone)!, style: date_style, now: world.now })
  return datetime === undefined ? undefined : { datetime }
}
