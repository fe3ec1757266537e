import type { Endpoint } from '../../../http/endpoint.ts'
import { described } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { applications } from '../applications/application.ts'
import { type Caller, find, mayUse, ownerFor } from '../dialect/caller.ts'
import { ACCOUNT, CHANGED, changedSchema, endpoint, list } from '../dialect/endpoints.ts'
import { clearable, numberText, oneOf, phone, text } from '../dialect/fields.ts'
import { equals, filter, type Filters, subaccountFilter } from '../dialect/filters.ts'
import type { World } from '../../../core/world.ts'
import { digitsOf, NUMBER_TYPES, numbers, numberSchema, unrent, viewNumber } from './number.ts'

const PATH = `${ACCOUNT}/Number/`
const tag = 'Numbers'

const filters: Filters = {
  subaccount: subaccountFilter,
  type: equals(oneOf(NUMBER_TYPES), 'type', 'What kind it is.'),
  number_startswith: filter(phone(), 'Begins with these digits.', (value) => [
    { field: 'id', is: 'startsWith', value },
  ]),
  alias: equals(text(255), 'alias', 'Its name.'),
}

const listNumbers = list({
  id: 'plivo.listNumbers',
  path: PATH,
  tag,
  summary: "Lists the account's numbers, newest first.",
  of: numberSchema,
  rows: numbers,
  filters,
  view: (row, { world, caller }) => viewNumber(row, world, caller.authId),
})

const get = endpoint({
  id: 'plivo.getNumber',
  method: 'get',
  path: `${PATH}{number}/`,
  tag,
  summary: "Reads one of the account's numbers.",
  returns: numberSchema,
  handle: ({ world, caller, params }) =>
    viewNumber(find({ world, caller }, numbers, digitsOf(params['number'])), world, caller.authId),
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
  },
  status: 202,
  returns: changedSchema,
  handle({ world, caller, params, body: { app_id, alias, subaccount } }) {
    const row = find({ world, caller }, numbers, digitsOf(params['number']))
    const application = app_id === undefined ? row.application : applicationOf(world, caller, app_id)
    const owner = subaccount === undefined ? row.owner : ownerFor({ world, caller }, subaccount ?? undefined)
    world.collection(numbers).update(row, { application, owner, alias: alias === undefined ? row.alias : alias })
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
  handle: ({ world, caller, params }) => unrent(world, find({ world, caller }, numbers, digitsOf(params['number']))),
})

function applicationOf(world: World, caller: Caller, id: string | null): string | null {
  if (id === null) return null
  const row = world.collection(applications).get(id)
  if (!row || !mayUse(caller, row)) throw invalid('app_id', `application ${id} not found`)
  return row.id
}

export const numberEndpoints: Endpoint[] = [listNumbers, get, update, remove]
