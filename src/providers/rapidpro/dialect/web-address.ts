import * as Type from 'typebox'
import { type BodyField, isLongerThan, judged, refuse, text } from './fields.ts'
import { SENTENCES } from './sentences.ts'

/** Characters of an address: Django's own for its URL fields. */
const LONGEST = 200

/** As Django checks addresses: no blanks, a name or a number of a machine, perhaps a port. Such as lead nowhere else than http are not called. */
const ADDRESS =
  /^https?:\/\/(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?:\[[0-9a-f:.]+\]|(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)*[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.?)(?::\d{1,5})?(?:[/?#]\S*)?$/iu

/** An address that can be called. */
export const webAddress = (): BodyField<string> => ({
  ...judged(text(), (address, path, issues) => {
    if (isLongerThan(LONGEST, address)) refuse(issues, path, SENTENCES.tooLong(LONGEST))
    else if (!ADDRESS.test(address) || !URL.canParse(address)) refuse(issues, path, SENTENCES.badAddress)
    return address
  }),
  schema: Type.String({ format: 'uri', maxLength: LONGEST }),
})
