import type { Endpoint } from '../../../http/endpoint.ts'
import { ACCOUNT, CHANGED, changedSchema, endpoint } from '../dialect/endpoints.ts'
import { optional, text } from '../dialect/fields.ts'
import { accountView, accounts } from './account.ts'

const tag = 'Account'
const path = `${ACCOUNT}/`

const get = endpoint({
  id: 'plivo.getAccount',
  method: 'get',
  path,
  tag,
  summary: 'Reads the account.',
  returns: accountView.schema,
  handle: ({ world, caller }) => accountView.json(world.collection(accounts).get('account')!, world, caller.authId),
})

const update = endpoint({
  id: 'plivo.updateAccount',
  method: 'post',
  path,
  tag,
  summary: 'Changes the account.',
  body: {
    name: optional(text(255)),
    address: optional(text(1024)),
    city: optional(text(255)),
    state: optional(text(255)),
  },
  status: 202,
  returns: changedSchema,
  example: () => ({ body: { name: 'Corner shop', city: 'Kigali' } }),
  manners: { mainAccountOnly: 'a subaccount does not change the account' },
  handle({ world, body: { name, address, city, state } }) {
    const rows = world.collection(accounts)
    const row = rows.get('account')!
    rows.update(row, {
      name: name ?? row.name,
      address: address ?? row.address,
      city: city ?? row.city,
      state: state ?? row.state,
    })
    return { message: CHANGED }
  },
})

export const accountEndpoints: Endpoint[] = [get, update]
