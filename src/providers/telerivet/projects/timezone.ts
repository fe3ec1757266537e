import * as Type from 'typebox'
import { type Field, field } from '../../../http/field.ts'
import { isTimeZone } from '../../../standards/time-zones.ts'
import { refuse } from '../dialect/fields.ts'

/** A time zone by its name in the TZ database. */
export const timezone = (): Field<string> =>
  field(Type.String({ description: 'Time zone, by its name in the TZ database.' }), (raw, path, issues) =>
    typeof raw === 'string' && isTimeZone(raw)
      ? raw
      : refuse(path, 'timezone', issues, 'must be a time zone of the TZ database, such as Africa/Nairobi'),
  )
