import type { Endpoint } from '../../../http/endpoint.ts'
import { described } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { SPARE_NUMBER } from '../furnish.ts'
import { applications } from '../applications/application.ts'
import { type Caller, find, mayUse, ownerFor } from '../dialect/caller.ts'
import { ACCOUNT, CHANGED, changedSchema, endpoint, list } from '../dialect/endpoints.ts'
import { clearable, day, inAnyCase, numberText, oneOf, optional, phone, text, words } from '../dialect/fields.ts'
import { equals, filter, type Filters, nobody, subaccountFilter } from '../dialect/filters.ts'
import type { Span } from '../dialect/time.ts'
import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import { NUMBER_TYPES } from './number-type.ts'
import { CNAM_LOOKUPS, digitsOf, NORTH_AMERICA, numbers, numberView, RENEWED_AFTER, SERVICES } from './number.ts'
import { releaseNumber } from './rent-number.ts'

const PATH = `${ACCOUNT}/Number/`
const tag = 'Numbers'

const inNorthAmerica = { field: 'country', is: 'oneOf', value: NORTH_AMERICA } as const

/** Days are those of `renewal_date`; rows know when they were rented. */
const renewed = (description: string, where: (rented: Span) => Condition[]) =>
  filter(day(), description, ({ from, until }) => where({ from: from - RENEWED_AFTER, until: until - RENEWED_AFTER }))
const rentedFrom = (value: number): Condition => ({ field: 'addedAt', is: 'atLeast', value })
const rentedBefore = (value: number): Condition => ({ field: 'addedAt', is: 'below', value })

const filters: Filters = {
  subaccount: subaccountFilter,
  type: equals(oneOf(NUMBER_TYPES), 'type', 'What kind it is.'),
  number_startswith: filter(phone(), 'Begins with these digits.', (value) => [
    { field: 'id', is: 'startsWith', value },
  ]),
  alias: equals(text(255), 'alias', 'Its name.'),
  services: filter(words(SERVICES), 'What it has to serve: voice, sms, mms, several joined by commas.', (services) =>
    services.includes('mms') ? [inNorthAmerica] : [],
  ),
  cnam_lookup: equals(inAnyCase(oneOf(CNAM_LOOKUPS)), 'cnamLookup', 'Whether the names of callers are looked up.'),
  renewal_date: renewed('Renewed on this day.', ({ from, until }) => [rentedFrom(from), rentedBefore(until)]),
  renewal_date__gt: renewed('Renewed after this day.', ({ until }) => [rentedFrom(until)]),
  renewal_date__gte: renewed('Renewed on this day or after it.', ({ from }) => [rentedFrom(from)]),
  renewal_date__lt: renewed('Renewed before this day.', ({ from }) => [rentedBefore(from)]),
  renewal_date__lte: renewed('Renewed on this day or before it.', ({ until }) => [rentedBefore(until)]),
  tendlc_campaign_id: filter(text(255), 'No number of the simulator has one.', () => [nobody]),
  tendlc_registration_status: filter(
    inAnyCase(oneOf(['unregistered', 'processing', 'completed'])),
    'Local numbers of US and CA are unregistered.',
    (status) =>
      status === 'unregistered' ? [{ field: 'type', is: 'equals', value: 'local' }, inNorthAmerica] : [nobody],
  ),
  toll_free_sms_verification: filter(
    inAnyCase(oneOf(['unverified', 'pending_verification', 'verified'])),
    'Toll-free numbers are unverified.',
    (status) => (status === 'unverified' ? [{ field: 'type', is: 'equals', value: 'tollfree' }] : [nobody]),
  ),
  toll_free_sms_verification_order_status: filter(text(255), 'No number of the simulator has one.', () => [nobody]),
}

const listNumbers = list({
  id: 'plivo.listNumbers',
  path: PATH,
  tag,
  summary: "Lists the account's numbers, newest first.",
  view: numberView,
  rows: numbers,
  filters,
})

const get = endpoint({
  id: 'plivo.getNumber',
  method: 'get',
  path: `${PATH}{number}/`,
  tag,
  summary: "Reads one of the account's numbers.",
  returns: numberView.schema,
  handle: ({ world, caller, params }) =>
    numberView.json(find({ world, caller }, numbers, digitsOf(params['number'])), world, caller.authId),
})

const update = endpoint({
  id: 'plivo.updateNumber',
  method: 'post',
  path: `${PATH}{number}/`,
  tag,
  summary: 'Changes a number.',
  body: {
    app_id: described(clearable(numberText(64)), 'The application that hears of what it receives; empty for none.'),
    alias: clearable(text(255)),
    subaccount: described(clearable(text(64)), 'Who gets it; empty for the main account.'),
    cnam_lookup: described(optional(inAnyCase(oneOf(CNAM_LOOKUPS))), 'Kept, and never used: nobody calls.'),
  },
  status: 202,
  returns: changedSchema,
  example: () => ({ body: { alias: 'Main line' } }),
  handle({ world, caller, params, body: { app_id, alias, subaccount, cnam_lookup } }) {
    const row = find({ world, caller }, numbers, digitsOf(params['number']))
    const application = app_id === undefined ? row.application : applicationOf(world, caller, app_id)
    const owner = subaccount === undefined ? row.owner : ownerFor({ world, caller }, subaccount ?? undefined)
    world.collection(numbers).update(row, {
      application,
      owner,
      alias: alias === undefined ? row.alias : alias,
      cnamLookup: cnam_lookup ?? row.cnamLookup,
    })
    return { message: CHANGED }
  },
})

const remove = endpoint({
  id: 'plivo.deleteNumber',
  method: 'delete',
  path: `${PATH}{number}/`,
  tag,
  summary: 'Gives a number back.',
  status: 204,
  returns: null,
  example: () => ({ path: { number: SPARE_NUMBER } }),
  handle: ({ world, caller, params }) =>
    releaseNumber(world, find({ world, caller }, numbers, digitsOf(params['number']))),
})

function applicationOf(world: World, caller: Caller, id: string | null): string | null {
  if (id === null) return null
  const row = world.collection(applications).get(id)
  if (!row || !mayUse(caller, row)) throw invalid('app_id', `application ${id} not found`)
  return row.id
}

export const numberEndpoints: Endpoint[] = [listNumbers, get, update, remove]
