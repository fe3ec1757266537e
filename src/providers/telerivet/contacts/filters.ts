import type { Condition } from '../../../core/store/query.ts'
import { testAll } from '../../../core/store/run-query.ts'
import { readFields } from '../../../http/field.ts'
import type { Issue } from '../../../http/problem.ts'
import { MEMBER, NUMBER, TEXT, TEXTUAL, TIME, TRUTH, VAR_MODIFIERS, filter, varsFilter } from '../dialect/filters.ts'
import type { Asking } from '../dialect/listing.ts'
import { likeness } from '../dialect/phone-numbers.ts'
import { bySpelling } from '../dialect/same-number.ts'
import type { Contact } from './contact.ts'
import { contactsAlike } from './find-contact.ts'

/** What lists of contacts are filtered by, and dynamic groups. */
export const contactFilters = {
  group_id: filter(MEMBER, [], { column: 'group_ids' }),
  name: filter(TEXT, TEXTUAL),
  phone_number: filter(TEXT, [...TEXTUAL, 'exists']),
  time_created: filter(TIME, ['min', 'max']),
  last_message_time: filter(TIME, ['min', 'max', 'exists']),
  last_incoming_message_time: filter(TIME, ['min', 'max', 'exists']),
  last_outgoing_message_time: filter(TIME, ['min', 'max', 'exists']),
  incoming_message_count: filter(NUMBER, ['ne', 'min', 'max']),
  outgoing_message_count: filter(NUMBER, ['ne', 'min', 'max']),
  send_blocked: filter(TRUTH),
  vars: varsFilter(VAR_MODIFIERS),
}

export const contactSorts = ['name', 'phone_number', 'last_message_time'] as const

/** A number is looked for among those that may be spellings of it. */
export const refineContacts = (condition: Condition, { world, caller: { project } }: Asking): Condition =>
  bySpelling(condition, (written) => contactsAlike(world, project, written))

/** What lists of a project's contacts are asked. */
export const contactListing = { filters: contactFilters, refine: refineContacts }

/** What is wrong with a filter of contacts that stands by itself; every name in it has to be one of theirs. */
export function wrongWithFilter(given: Readonly<Record<string, unknown>>): Issue[] {
  const issues: Issue[] = []
  for (const name of Object.keys(given))
    if (!Object.hasOwn(contactFilters, name))
      issues.push({ path: [name], rule: 'filter', message: 'is not a filter of contacts' })
  conditionsOf(given, issues)
  return issues
}

/** The IDs of groups that a filter asks for. */
export const groupsIn = (given: Readonly<Record<string, unknown>>): string[] =>
  conditionsOf(given).flatMap(({ field, value }) => (field === 'group_ids' ? [String(value)] : []))

/** Whether a filter keeps a contact. */
export function testOf(given: Readonly<Record<string, unknown>>): (contact: Contact) => boolean {
  const tests = conditionsOf(given).map((condition) => {
    const test = testAll([condition])!
    return condition.field === 'phone_number' ? withNumber(condition) : test
  })
  return (contact) => tests.every((test) => test(contact))
}

const withNumber = (condition: Condition) => (contact: Contact) => {
  const alike = (written: string) => likeness(written, contact.phone_number ?? '') > 0
  return testAll([bySpelling(condition, (written) => (alike(written) ? [contact] : []))])!(contact)
}

const conditionsOf = (given: Readonly<Record<string, unknown>>, issues: Issue[] = []): Condition[] =>
  // Filters look at nothing but what is given.
  Object.values(readFields(contactFilters, given, [], issues, undefined as never)).flat()
