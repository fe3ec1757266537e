import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import { latest } from '../../../http/example.ts'
import { described } from '../../../http/field.ts'
import { invalid, Problem } from '../../../http/problem.ts'
import { SPARE_NUMBER } from '../furnish.ts'
import { type Caller, mayUse } from '../dialect/caller.ts'
import { ACCOUNT, endpoint, list } from '../dialect/endpoints.ts'
import { boolean, country, oneOf, phone, withDefault } from '../dialect/fields.ts'
import { equals, filter, type Filters } from '../dialect/filters.ts'
import { countryOf } from '../numbers/country.ts'
import { isTollFree } from '../numbers/number-type.ts'
import { type AccountNumber, digitsOf, numbers, offersMms, POOL_SERVICES } from '../numbers/number.ts'
import { joinPool, leavePool } from '../numbers/join-pool.ts'
import { buyNumber } from '../phone-numbers/buy-number.ts'
import { offersIn } from '../phone-numbers/offer.ts'
import { poolNumberView } from './pool.ts'
import { powerpacks } from './powerpack.ts'

const tag = "Powerpacks' numbers"

interface PoolCall {
  world: World
  caller: Caller
  params: Record<string, string>
}

const filters: Filters = {
  starts_with: filter(phone(), 'Begins with these digits.', (value) => [{ field: 'id', is: 'startsWith', value }]),
  country_iso2: equals(country(), 'country', 'Two letters, any case.'),
  type: filter(oneOf(['fixed', 'tollfree', 'mobile']), 'What kind it is.', (kind) => [
    kind === 'fixed'
      ? { field: 'type', is: 'oneOf', value: ['local', 'national'] }
      : { field: 'type', is: 'equals', value: kind },
  ]),
  service: equals(oneOf(POOL_SERVICES), 'pooledFor', 'What it sends here.'),
}

/** What can be done with the numbers of one kind in a powerpack's pool. */
function endpointsOf(
  kind: 'Number' | 'Tollfree',
  names: { list: string; add: string; get: string; remove: string },
  what: string,
): Endpoint[] {
  const path = `${ACCOUNT}/NumberPool/{pool_uuid}/${kind}/`
  const fits = (row: AccountNumber) => kind === 'Number' || row.type === 'tollfree'

  const member = ({ world, caller, params }: PoolCall): AccountNumber => {
    const pool = poolOf({ world, caller, params })
    const row = world.collection(numbers).get(digitsOf(params['number']))
    if (!row || row.pool !== pool || !fits(row)) throw new Problem('not_found')
    return row
  }

  const oneOfThem = (world: World) => ({
    path: { number: latest(world, numbers, (row) => row.pool !== null && fits(row)) },
  })

  return [
    list({
      id: `plivo.${names.list}`,
      path,
      tag,
      summary: `Lists the ${what}s of a powerpack, newest first.`,
      view: poolNumberView,
      rows: numbers,
      filters,
      where: (call) => [
        { field: 'pool', is: 'equals', value: poolOf(call) },
        ...(kind === 'Tollfree' ? [{ field: 'type', is: 'equals', value: 'tollfree' } as const] : []),
      ],
    }),
    endpoint({
      id: `plivo.${names.add}`,
      method: 'post',
      path: `${path}{number}/`,
      tag,
      summary: `Adds a ${what} to a powerpack.`,
      body: {
        rent: described(withDefault(boolean(), false), 'Rent the number first.'),
        service: described(
          withDefault(oneOf(POOL_SERVICES), 'sms'),
          'What it is to send: mms within North America only.',
        ),
      },
      status: 201,
      returns: poolNumberView.schema,
      example: (world) =>
        kind === 'Number'
          ? { path: { number: SPARE_NUMBER } }
          : { path: { number: offersIn(world, { country: 'US', type: 'tollfree' })[0]! }, body: { rent: true } },
      handle({ world, caller, params, body }) {
        const pool = poolOf({ world, caller, params })
        const digits = digitsOf(params['number'])
        if (kind === 'Tollfree' && !isTollFree(digits)) throw invalid('number', `${digits} is not a toll-free number`)
        const mine = world.collection(numbers).get(digits)
        if (mine ? !mayUse(caller, mine) : !body.rent) throw new Problem('not_found')
        if (body.service === 'mms' && !offersMms(countryOf(digits)))
          throw invalid('service', `${digits} does not send mms`)
        const row = mine ?? buyNumber(world, caller, digits)
        return poolNumberView.json(joinPool(world, row, pool, body.service), world, caller.authId)
      },
    }),
    endpoint({
      id: `plivo.${names.get}`,
      method: 'get',
      path: `${path}{number}/`,
      tag,
      summary: `Reads a ${what} of a powerpack.`,
      returns: poolNumberView.schema,
      example: oneOfThem,
      handle: (call) => poolNumberView.json(member(call), call.world, call.caller.authId),
    }),
    endpoint({
      id: `plivo.${names.remove}`,
      method: 'delete',
      path: `${path}{number}/`,
      tag,
      summary: `Takes a ${what} out of a powerpack; it stays with the account.`,
      returns: Type.Object({ response: Type.String() }),
      example: oneOfThem,
      handle(call) {
        leavePool(call.world, member(call))
        return { response: 'success' }
      },
    }),
  ]
}

/** @throws Problem `not_found` */
function poolOf({ world, caller, params }: PoolCall): string {
  const powerpack = world.collection(powerpacks).by('pool', params['pool_uuid']).at(0)
  if (!powerpack || !mayUse(caller, powerpack)) throw new Problem('not_found')
  return powerpack.pool
}

/** The simulator has no short codes to add, so that a pool never has any. */
const listShortcodes = list({
  id: 'plivo.listPoolShortcodes',
  path: `${ACCOUNT}/NumberPool/{pool_uuid}/Shortcode/`,
  tag,
  summary: 'Lists the short codes of a powerpack.',
  view: poolNumberView,
  rows: numbers,
  filters: {},
  where: (call) => [
    { field: 'pool', is: 'equals', value: poolOf(call) },
    { field: 'type', is: 'equals', value: 'shortcode' },
  ],
})

export const poolEndpoints: Endpoint[] = [
  ...endpointsOf(
    'Number',
    { list: 'listPoolNumbers', add: 'addPoolNumber', get: 'getPoolNumber', remove: 'removePoolNumber' },
    'number',
  ),
  ...endpointsOf(
    'Tollfree',
    { list: 'listPoolTollfrees', add: 'addPoolTollfree', get: 'getPoolTollfree', remove: 'removePoolTollfree' },
    'toll-free number',
  ),
  listShortcodes,
]
