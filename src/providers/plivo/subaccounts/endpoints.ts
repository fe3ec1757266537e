import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import { described } from '../../../http/field.ts'
import { Problem } from '../../../http/problem.ts'
import type { Caller } from '../dialect/caller.ts'
import { ACCOUNT, CHANGED, changedSchema, endpoint } from '../dialect/endpoints.ts'
import { boolean, optional, text, withDefault } from '../dialect/fields.ts'
import { listSchema, pageOfRows, pagingFields } from '../dialect/paging.ts'
import { subaccountDeleted } from './events.ts'
import { authIdOf, authTokenOf, type Subaccount, subaccountBy, subaccounts, subaccountView } from './subaccount.ts'

const PATH = `${ACCOUNT}/Subaccount/`
const tag = 'Subaccounts'

/** Subaccounts are the main account's business. */
const manners = { mainAccountOnly: 'a subaccount has no subaccounts' }

/** @throws Problem */
function findSubaccount({ world, params }: Pick<Call<Caller>, 'world' | 'params'>): Subaccount {
  const row = subaccountBy(world, params['subauth_id'] ?? '')
  if (!row) throw new Problem('not_found')
  return row
}

const listSubaccounts = endpoint({
  id: 'plivo.listSubaccounts',
  method: 'get',
  path: PATH,
  tag,
  manners,
  summary: 'Lists subaccounts, newest first.',
  query: pagingFields,
  returns: listSchema(subaccountView.schema),
  handle: (call) => pageOfRows(call, subaccounts, [], (row) => subaccountView.remembered(row, call.world)),
})

const create = endpoint({
  id: 'plivo.createSubaccount',
  method: 'post',
  path: PATH,
  tag,
  manners,
  summary: 'Creates a subaccount with credentials of its own.',
  body: { name: text(255), enabled: described(withDefault(boolean(), true), 'Whether its credentials are good.') },
  status: 201,
  returns: Type.Object({ message: Type.String(), auth_id: Type.String(), auth_token: Type.String() }),
  example: () => ({ body: { name: 'Branch', enabled: true } }),
  handle({ world, body: { name, enabled } }) {
    const row = world
      .collection(subaccounts)
      .insert({ id: world.random.hex('plivo.subaccount', 12), name, enabled, created: world.now, modified: null })
    const auth_id = authIdOf(world, row.id)
    world.keyring.add('plivo', auth_id, row.id)
    return { message: 'created', auth_id, auth_token: authTokenOf(world, row.id) }
  },
})

const get = endpoint({
  id: 'plivo.getSubaccount',
  method: 'get',
  path: `${PATH}{subauth_id}/`,
  tag,
  manners,
  summary: 'Reads a subaccount.',
  returns: subaccountView.schema,
  handle: (call) => subaccountView.json(findSubaccount(call), call.world),
})

const update = endpoint({
  id: 'plivo.updateSubaccount',
  method: 'post',
  path: `${PATH}{subauth_id}/`,
  tag,
  manners,
  summary: 'Changes a subaccount.',
  body: { name: optional(text(255)), enabled: optional(boolean()) },
  status: 202,
  returns: changedSchema,
  example: () => ({ body: { name: 'Head office' } }),
  handle(call) {
    const row = findSubaccount(call)
    const { name = row.name, enabled = row.enabled } = call.body
    call.world.collection(subaccounts).update(row, { name, enabled, modified: call.world.now })
    return { message: CHANGED }
  },
})

const remove = endpoint({
  id: 'plivo.deleteSubaccount',
  method: 'delete',
  path: `${PATH}{subauth_id}/`,
  tag,
  manners,
  summary: 'Deletes a subaccount; its numbers and applications go back to the main account.',
  status: 204,
  returns: null,
  handle(call) {
    const { world } = call
    const row = findSubaccount(call)
    world.collection(subaccounts).delete(row)
    world.publish(subaccountDeleted, { provider: 'plivo', subaccount: row.id })
  },
})

export const subaccountEndpoints: Endpoint[] = [listSubaccounts, create, get, update, remove]
