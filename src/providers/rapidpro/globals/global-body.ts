import { type BodyField, judged, optional, refuse, text } from '../dialect/fields.ts'
import { isKey, keyOf } from '../dialect/keys.ts'
import { isTaken } from '../dialect/names.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { globalRows } from './global.ts'

/** What may be written of a global. */
export const globalBody = {
  name: optional(globalName()),
  value: text({ max: 10_000 }),
}

function globalName(): BodyField<string> {
  return judged(text({ max: 36 }), (name, path, issues, call) => {
    if (isTaken(globalRows(call.world).all(), name, call.caller.target)) refuse(issues, path, SENTENCES.notUnique)
    else if (!/^[A-Za-z0-9_\- ]+$/.test(name)) refuse(issues, path, 'Name contains illegal characters.')
    else if (!isKey(keyOf(name))) refuse(issues, path, 'Name creates Key that is invalid')
    return name
  })
}
