import type { World } from '../../../core/world.ts'
import { readDate } from '../dialect/dates.ts'
import { readDecimal } from '../dialect/decimals.ts'
import { LIMITS } from '../dialect/limits.ts'
import { firstOf } from '../dialect/python.ts'
import type { Decimal } from '../expressions/index.ts'
import { LEVELS } from '../boundaries/boundary.ts'
import { findBoundary } from '../boundaries/find-boundary.ts'
import { type ContactField, type FieldType, contactFieldRows } from '../fields/contact-field.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Contact } from './contact.ts'

/** Values are text, and what that text was understood as when it was written. */
export type Values = Pick<Contact, 'fields' | 'understood'>

export const NO_VALUES: Values = Object.freeze({ fields: Object.freeze({}), understood: Object.freeze({}) })

type Understood = Values['understood'][string]

type Level = Exclude<(typeof LEVELS)[number], 'country'>

/** How a value is shown, by the type that its field has now; null where its text is none of the type. */
const SHOWN: Readonly<Record<FieldType, (text: string, understood: Understood | undefined) => string | null>> = {
  text: (text) => text,
  number: (text) => readDecimal(text)?.toString() ?? null,
  datetime: (_text, understood) => understood?.datetime ?? null,
  state: placeOf('state'),
  district: placeOf('district'),
  ward: placeOf('ward'),
}

const SEPARATOR = ' > '

/** Whoever lives in a ward lives in its district, too. */
function placeOf(level: Level): (typeof SHOWN)[FieldType] {
  const parts = LEVELS.indexOf(level) + 1
  return (_text, understood) => {
    const path = understood?.place?.split(SEPARATOR) ?? []
    return path.length < parts ? null : path.slice(0, parts).join(SEPARATOR)
  }
}

export function shownValue({ fields, understood }: Values, { id: key, type }: ContactField): string | null {
  if (!Object.hasOwn(fields, key)) return null
  return SHOWN[type](fields[key]!, Object.hasOwn(understood, key) ? understood[key] : undefined)
}

/** The number that a value is; undefined where it is none. */
export const numberOf = ({ fields }: Values, { id: key }: ContactField): Decimal | undefined =>
  Object.hasOwn(fields, key) ? readDecimal(fields[key]!) : undefined

/** A contact's values with changes: null and nothing clear, and what is too long is cut. */
export function mergeValues(world: World, own: Values, changes: ReadonlyMap<string, string | null>): Values {
  if (changes.size === 0) return { fields: own.fields, understood: own.understood }
  const fields = new Map(Object.entries(own.fields))
  const understood = new Map(Object.entries(own.understood))
  for (const [key, given] of changes) {
    const text = given && firstOf(given, LIMITS.fieldValue)
    const meaning = text ? understand(world, key, text, { understood }) : undefined
    if (text) fields.set(key, text)
    else fields.delete(key)
    if (meaning) understood.set(key, meaning)
    else understood.delete(key)
  }
  return { fields: Object.fromEntries(fields), understood: Object.fromEntries(understood) }
}

/** What a text says besides, given the other values. A date is looked for whatever the field's type is: that may change. */
function understand(world: World, key: string, text: string, others: Others): Understood | undefined {
  const datetime = dateIn(world, text)
  const place = placeIn(world, key, text, others)
  return datetime === undefined && place === undefined
    ? undefined
    : { ...(datetime !== undefined && { datetime }), ...(place !== undefined && { place }) }
}

function dateIn(world: World, text: string): string | undefined {
  if (!/\d\D\d/.test(text)) return undefined
  const { timezone, date_style } = workspaceOf(world)
  return readDate(text, { zone: world.zones.of(timezone)!, style: date_style, now: world.now })
}

interface Others {
  readonly understood: ReadonlyMap<string, Understood>
}

const isLevel = (type: FieldType): type is Level => (LEVELS as readonly string[]).includes(type)

/** The path of the boundary that the value of a place means: within the one above it, where another field says which. */
function placeIn(world: World, key: string, text: string, { understood }: Others): string | undefined {
  const type = contactFieldRows(world).get(key)?.type
  if (type === undefined || !isLevel(type)) return undefined
  const above = LEVELS[LEVELS.indexOf(type) - 1]!
  const parent = contactFieldRows(world)
    .all()
    .find((field) => field.type === above && understood.get(field.id)?.place !== undefined)
  return findBoundary(world, type, text, parent && understood.get(parent.id)?.place)?.path
}
