import { type Field, field } from '../../../http/field.ts'
import { Type } from '@sinclair/typebox'
import { refuse } from '../dialect/fields.ts'

/** A time zone by its name in the TZ database. */
export const timezone = (): Field<string> =>
  field(Type.String({ description: 'Time zone, by its name in the TZ database.' }), (raw, path, issues) =>
    typeof raw === 'string' && isTimezone(raw)
      ? raw
      : refuse(path, 'timezone', issues, 'must be a time zone of the TZ database, such as Africa/Nairobi'),
  )

function isTimezone(name: string): boolean {
  try {
    // Offsets such as +02:00 are understood too, but have no name in the database.
    return (
      /^[A-Za-z].{0,63}$/.test(name) &&
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    )
  } catch {
    return false
  }
}
