import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { viewOf } from '../../../http/view.ts'
import { type BodyField, judged, refuse, text } from '../dialect/fields.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { contactFields } from '../fields/contact-field.ts'

/** What every contact has a date of, without anybody's asking for it. */
const SYSTEM: Readonly<Record<string, string>> = { created_on: 'Created On', last_seen_on: 'Last Seen On' }

/** A field that an event counts from. */
interface Moment {
  readonly key: string
  readonly name: string
}

export const fieldRef = viewOf<Moment>()('FieldRef', {
  key: [Type.String(), ({ key }) => key],
  name: [Type.String(), ({ name }) => name],
  label: [Type.String({ description: 'Deprecated: see `name`.' }), ({ name }) => name],
})

/** The field of that key; one that was deleted is called by its key. */
export const momentOf = (world: Sight, key: string): Moment => ({
  key,
  name: SYSTEM[key] ?? world.collection(contactFields).get(key)?.name ?? key,
})

/** The key of a field with dates: others have nothing to count from, on which the service fails. */
export const momentField = (): BodyField<string> =>
  judged(text(), (key, path, issues, { world }) => {
    const field = world.collection(contactFields).get(key)
    if (!Object.hasOwn(SYSTEM, key) && !field) return refuse(issues, path, SENTENCES.noSuchObject(key))
    if (field && field.type !== 'datetime') return refuse(issues, path, 'Only fields of type datetime can be used.')
    return key
  })
