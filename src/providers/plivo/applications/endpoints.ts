import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import type { FieldValues } from '../../../http/field.ts'
import { described } from '../../../http/field.ts'
import { find, ownerFor } from '../dialect/caller.ts'
import { ACCOUNT, CHANGED, changedSchema, endpoint, list } from '../dialect/endpoints.ts'
import { boolean, clearable, optional, text, webAddress, webhookMethod } from '../dialect/fields.ts'
import { filter, type Filters, subaccountFilter } from '../dialect/filters.ts'
import { type Application, applications, applicationView, blankApplication } from './application.ts'
import { applicationDeleted } from './events.ts'

const PATH = `${ACCOUNT}/Application/`
const tag = 'Applications'

const url = () => clearable(webAddress())
const method = () => optional(webhookMethod())

const settings = {
  answer_url: url(),
  answer_method: method(),
  hangup_url: url(),
  hangup_method: method(),
  fallback_answer_url: url(),
  fallback_method: method(),
  message_url: described(url(), 'Called with each message that a number of this application receives.'),
  message_method: method(),
  default_number_app: described(optional(boolean()), 'New numbers get this application.'),
  default_endpoint_app: optional(boolean()),
  public_uri: optional(boolean()),
  log_incoming_messages: optional(boolean()),
  subaccount: optional(text(64)),
}

/** What was given of the settings, as the row holds it. */
function changesOf({
  default_number_app,
  ...rest
}: Omit<FieldValues<typeof settings>, 'subaccount'>): Partial<Omit<Application, 'id' | 'sequence'>> {
  const given = Object.entries(rest).map(([name, value]) => [name, value ?? ''])
  return {
    ...Object.fromEntries(given),
    ...(default_number_app === undefined ? {} : { default_app: default_number_app }),
  }
}

/** There is at most one default application. */
function keepDefaultSingle(world: World, row: Application): void {
  if (!row.default_app) return
  for (const other of world.collection(applications).by('owner', row.owner)) {
    if (other.id !== row.id && other.default_app) world.collection(applications).update(other, { default_app: false })
  }
}

const filters: Filters = {
  subaccount: subaccountFilter,
  app_name: filter(text(255), 'Begins with this, whatever the case.', (value) => [
    { field: 'app_name', is: 'startsWith', value },
  ]),
}

const listApplications = list({
  id: 'plivo.listApplications',
  path: PATH,
  tag,
  summary: 'Lists applications, newest first.',
  view: applicationView,
  rows: applications,
  filters,
})

const create = endpoint({
  id: 'plivo.createApplication',
  method: 'post',
  path: PATH,
  tag,
  summary: 'Creates an application.',
  body: { app_name: text(255), ...settings },
  status: 201,
  returns: Type.Object({ message: Type.String(), app_id: Type.String() }),
  example: () => ({ body: { app_name: 'Surveys', message_url: 'http://127.0.0.1:9000/messages' } }),
  handle({ world, caller, body: { app_name, subaccount, ...given } }) {
    const owner = ownerFor({ world, caller }, subaccount)
    const row = world.collection(applications).insert({
      id: world.random.digits('plivo.application', 17),
      ...blankApplication(app_name),
      owner,
      ...changesOf(given),
    })
    keepDefaultSingle(world, row)
    return { message: 'created', app_id: row.id }
  },
})

const get = endpoint({
  id: 'plivo.getApplication',
  method: 'get',
  path: `${PATH}{app_id}/`,
  tag,
  summary: 'Reads an application.',
  returns: applicationView.schema,
  handle: ({ world, caller, params }) =>
    applicationView.json(find({ world, caller }, applications, params['app_id']), world, caller.authId),
})

const update = endpoint({
  id: 'plivo.updateApplication',
  method: 'post',
  path: `${PATH}{app_id}/`,
  tag,
  summary: 'Changes an application.',
  body: { app_name: optional(text(255)), ...settings },
  status: 202,
  returns: changedSchema,
  example: () => ({ body: { app_name: 'Opinions', log_incoming_messages: false } }),
  handle({ world, caller, params, body: { app_name, subaccount, ...given } }) {
    const row = find({ world, caller }, applications, params['app_id'])
    const owner = subaccount === undefined ? row.owner : ownerFor({ world, caller }, subaccount)
    const changes = { ...changesOf(given), owner, app_name: app_name ?? row.app_name }
    keepDefaultSingle(world, world.collection(applications).update(row, changes))
    return { message: CHANGED }
  },
})

const remove = endpoint({
  id: 'plivo.deleteApplication',
  method: 'delete',
  path: `${PATH}{app_id}/`,
  tag,
  summary: 'Deletes an application; its numbers and powerpacks then have none.',
  status: 204,
  returns: null,
  handle({ world, caller, params }) {
    const row = find({ world, caller }, applications, params['app_id'])
    world.collection(applications).delete(row)
    world.publish(applicationDeleted, { provider: 'plivo', application: row.id })
  },
})

export const applicationEndpoints: Endpoint[] = [listApplications, create, get, update, remove]
