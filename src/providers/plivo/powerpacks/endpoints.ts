import type { Endpoint } from '../../../http/endpoint.ts'
import { type FieldValues, described } from '../../../http/field.ts'
import * as Type from 'typebox'
import type { JsonObject } from '../../../core/json.ts'
import type { Changes } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { applications } from '../applications/application.ts'
import { type Caller, find, mayUse } from '../dialect/caller.ts'
import { ACCOUNT, endpoint, list } from '../dialect/endpoints.ts'
import { boolean, clearable, inCapitals, numberText, objects, oneOf, optional, text } from '../dialect/fields.ts'
import { powerpackDeleted } from './events.ts'
import { APPLICATION_TYPES, type Powerpack, powerpacks, powerpackView } from './powerpack.ts'

const PATH = `${ACCOUNT}/Powerpack/`
const tag = 'Powerpacks'

const settings = {
  sticky_sender: described(optional(boolean()), 'Keeps to the number that a person has heard from before.'),
  local_connect: described(optional(boolean()), 'Prefers numbers from where the person is.'),
  application_type: optional(inCapitals(oneOf(APPLICATION_TYPES))),
  application_id: clearable(numberText(64)),
  number_priority: optional(objects(100)),
}

function changesOf(world: World, caller: Caller, given: FieldValues<typeof settings>): Changes<Powerpack> {
  const { sticky_sender, local_connect, application_type, number_priority, application_id } = given
  return {
    ...(sticky_sender !== undefined && { sticky: sticky_sender }),
    ...(local_connect !== undefined && { local: local_connect }),
    ...(application_type !== undefined && { applicationType: application_type }),
    ...(number_priority !== undefined && { priority: number_priority as JsonObject[] }),
    ...(application_id !== undefined && {
      application: applicationOf(world, caller, application_id, application_type),
    }),
  }
}

/** An XML application is one of the account's; a PHLO is made elsewhere, and taken at its word. */
function applicationOf(world: World, caller: Caller, id: string | null, type: string | undefined): string | null {
  if (id === null || type === 'PHLO') return id
  const row = world.collection(applications).get(id)
  if (!row || !mayUse(caller, row)) throw invalid('application_id', `application ${id} not found`)
  return id
}

const listPowerpacks = list({
  id: 'plivo.listPowerpacks',
  path: PATH,
  tag,
  summary: 'Lists powerpacks, newest first.',
  view: powerpackView,
  rows: powerpacks,
  filters: {},
})

const create = endpoint({
  id: 'plivo.createPowerpack',
  method: 'post',
  path: PATH,
  tag,
  summary: 'Creates a powerpack without numbers.',
  body: { name: text(255), ...settings },
  status: 201,
  returns: powerpackView.schema,
  example: () => ({ body: { name: 'Alerts', sticky_sender: true } }),
  handle({ world, caller, body: { name, ...given } }) {
    const changes = changesOf(world, caller, given)
    const row = world.collection(powerpacks).insert({
      id: world.random.uuid('plivo.powerpack'),
      owner: caller.subaccount,
      name,
      sticky: true,
      local: true,
      applicationType: '',
      application: null,
      pool: world.random.uuid('plivo.pool'),
      priority: null,
      created: world.clock.micros(),
      ...changes,
    })
    return powerpackView.json(row, world, caller.authId)
  },
})

const get = endpoint({
  id: 'plivo.getPowerpack',
  method: 'get',
  path: `${PATH}{powerpack_uuid}/`,
  tag,
  summary: 'Reads a powerpack.',
  returns: powerpackView.schema,
  handle: ({ world, caller, params }) =>
    powerpackView.json(find({ world, caller }, powerpacks, params['powerpack_uuid']), world, caller.authId),
})

const update = endpoint({
  id: 'plivo.updatePowerpack',
  method: 'post',
  path: `${PATH}{powerpack_uuid}/`,
  tag,
  summary: 'Changes a powerpack.',
  body: { name: optional(text(255)), ...settings },
  status: 202,
  returns: powerpackView.schema,
  example: () => ({ body: { name: 'News', local_connect: false } }),
  handle({ world, caller, params, body: { name, ...given } }) {
    const row = find({ world, caller }, powerpacks, params['powerpack_uuid'])
    const changes = { ...changesOf(world, caller, given), name: name ?? row.name }
    return powerpackView.json(world.collection(powerpacks).update(row, changes), world, caller.authId)
  },
})

const remove = endpoint({
  id: 'plivo.deletePowerpack',
  method: 'delete',
  path: `${PATH}{powerpack_uuid}/`,
  tag,
  summary: 'Deletes a powerpack; its numbers stay with the account.',
  returns: Type.Object({ response: Type.String() }),
  handle({ world, caller, params }) {
    const row = find({ world, caller }, powerpacks, params['powerpack_uuid'])
    world.collection(powerpacks).delete(row)
    world.publish(powerpackDeleted, { provider: 'plivo', powerpack: row.id, pool: row.pool })
    return { response: 'success' }
  },
})

export const powerpackEndpoints: Endpoint[] = [listPowerpacks, create, get, update, remove]
