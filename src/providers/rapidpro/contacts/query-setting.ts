import type { Sight } from '../../../core/sight.ts'
import { readDay } from '../dialect/dates.ts'
import { readDecimal } from '../dialect/decimals.ts'
import { isNamed } from '../dialect/names.ts'
import { isScheme, validUrn } from '../dialect/urns.ts'
import { type FieldType, contactFields } from '../fields/contact-field.ts'
import { flows, isShown } from '../flows/flow.ts'
import { groups } from '../groups/group.ts'
import type { Setting, ValueType } from '../queries/setting.ts'
import { workspaceOf } from '../workspace/workspace.ts'

/** What values of fields are compared as. */
export const COMPARED_AS: Readonly<Record<FieldType, ValueType>> = {
  text: 'text',
  number: 'number',
  datetime: 'datetime',
  state: 'text',
  district: 'text',
  ward: 'text',
}

/**
 * What queries mean in the workspace.
 * @param now milliseconds since 1970: years of two digits are of the century until now
 */
export function settingOf(world: Sight, now: number): Setting {
  const { anon, country, timezone, date_style } = workspaceOf(world)
  const dates = { zone: world.zones.of(timezone)!, style: date_style, now }
  return {
    anon,
    isScheme,
    fieldType(key) {
      const field = world.collection(contactFields).get(key)
      return field && COMPARED_AS[field.type]
    },
    groupNamed: (name) => world.collection(groups).all().find(isNamed(name))?.id,
    flowNamed(name) {
      const fits = isNamed(name)
      return world
        .collection(flows)
        .all()
        .find((flow) => isShown(flow) && fits(flow))?.id
    },
    numberIn: readDecimal,
    dayIn: (text) => readDay(text, dates),
    phoneIn: (text) => (/^\+?[\d .\-()]{5,}$/.test(text) ? validUrn(`tel:${text}`, country)?.path : undefined),
  }
}
