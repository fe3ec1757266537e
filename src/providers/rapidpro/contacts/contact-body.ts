import * as Type from 'typebox'
import {
  type BodyField,
  isLongerThan,
  judged,
  list,
  nullable,
  object,
  optional,
  refuse,
  refuseCharacters,
  text,
  value,
} from '../dialect/fields.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { isLanguage } from '../../../standards/languages.ts'
import { strip, textOf } from '../dialect/python.ts'
import { references } from '../dialect/references.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { LONGEST_URN, format, identityOfStored, validUrn } from '../dialect/urns.ts'
import { contactFieldRows } from '../fields/contact-field.ts'
import { findManualGroup } from '../groups/group.ts'
import { type Contact, urnRows } from './contact.ts'

/** A URN, normalised for the workspace's country. Whatever comes is made text before it is judged. */
export const urn = (): BodyField<string> =>
  value(Type.String({ description: 'scheme:path', maxLength: LONGEST_URN }), (raw, path, issues, call) => {
    const given = textOf(raw)
    if (strip(given) === '') return refuse(issues, path, SENTENCES.blank)
    if (isLongerThan(LONGEST_URN, given)) return refuse(issues, path, SENTENCES.tooLong(LONGEST_URN))
    const valid = validUrn(given, call.caller.workspace.country)
    if (!valid) return refuse(issues, path, SENTENCES.badUrn(given))
    refuseCharacters(given, path, issues)
    return format(valid)
  })

/** What may be written of a contact. */
export const contactBody = {
  name: optional(nullable(text({ max: 64 }))),
  language: optional(nullable(contactLanguage())),
  urns: optional(contactUrns()),
  groups: optional(contactGroups()),
  fields: optional(contactFields()),
  note: optional(text({ max: 10_000, blank: true })),
}

function contactLanguage(): BodyField<string> {
  return judged(text({ min: 3, max: 3 }), (code, path, issues) =>
    isLanguage(code) ? code : refuse(issues, path, SENTENCES.contactLanguage),
  )
}

const target = (call: RapidproCall): Contact | undefined => call.caller.target as Contact | undefined

/** Who may change which URNs depends on how the contact was named in the URL, and whether there is one yet. */
function contactUrns(): BodyField<string[]> {
  return judged(list(urn()), (urns, path, issues, call) => {
    const contact = target(call)
    if ((call.query as { urn?: string }).urn !== undefined)
      return refuse(issues, path, 'Field not allowed when using URN in URL')
    if (call.caller.workspace.anon && contact)
      return refuse(issues, path, 'Updating URNs not allowed for anonymous organizations')
    if (!contact) {
      for (const [index, one] of urns.entries()) {
        if (urnRows(call.world).get(identityOfStored(one)))
          refuse(issues, [...path, index], 'URN is in use by another contact.')
      }
    }
    return urns
  })
}

function contactGroups(): BodyField<string[]> {
  const groups = references(findManualGroup, 'uuid or name of a group without a query')
  return judged(groups, (found, path, issues, call) => {
    const contact = target(call)
    if (found.length > 0 && contact && contact.status !== 'active')
      refuse(issues, path, "Non-active contacts can't be added to groups")
    return [...new Set(found.map(({ id }) => id))]
  })
}

/** Values by field key; keys that the workspace does not have are refused once the values are good. */
function contactFields(): BodyField<Map<string, string | null>> {
  return judged(object(nullable(text({ blank: true })), { max: 100 }), (values, path, issues, call) => {
    for (const key of values.keys()) {
      if (!contactFieldRows(call.world).get(key)) return refuse(issues, path, `Invalid contact field key: ${key}`)
    }
    return values
  })
}
