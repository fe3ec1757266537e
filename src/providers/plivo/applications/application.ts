import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import type { World } from '../../../core/world.ts'
import { keptOwner, subaccountPath } from '../dialect/caller.ts'
import { nullable } from '../dialect/endpoints.ts'
import { METHODS, type WebhookMethod } from '../dialect/fields.ts'

/** An address that may be empty. */
const addressOrNone = kept.either(kept.always(''), kept.webAddress)

/** Where an account's numbers report what they receive. The addresses for calls are kept, and never called. */
export type Application = RowOf<typeof applications>

export const applications = defineCollection(
  'plivo.applications',
  {
    owner: keptOwner,
    app_name: kept.text,
    answer_url: addressOrNone,
    answer_method: kept.oneOf(METHODS),
    hangup_url: addressOrNone,
    hangup_method: kept.oneOf(METHODS),
    fallback_answer_url: addressOrNone,
    fallback_method: kept.oneOf(METHODS),
    message_url: addressOrNone,
    message_method: kept.oneOf(METHODS),
    default_app: kept.boolean,
    default_endpoint_app: kept.boolean,
    public_uri: kept.boolean,
    log_incoming_messages: kept.boolean,
  },
  { indexes: ['owner'] },
)

const method = () => Type.Unsafe<WebhookMethod>({ type: 'string', enum: [...METHODS] })

/** How an application looks to the caller of an auth id. */
export const applicationView = viewOf<Application, string>()('Application', {
  answer_method: [method(), ({ answer_method }) => answer_method],
  answer_url: [Type.String(), ({ answer_url }) => answer_url],
  app_id: [Type.String(), ({ id }) => id],
  app_name: [Type.String(), ({ app_name }) => app_name],
  application_type: [Type.String(), 'XML'],
  default_app: [Type.Boolean(), ({ default_app }) => default_app],
  default_endpoint_app: [Type.Boolean(), ({ default_endpoint_app }) => default_endpoint_app],
  enabled: [Type.Boolean(), true],
  fallback_answer_url: [Type.String(), ({ fallback_answer_url }) => fallback_answer_url],
  fallback_method: [method(), ({ fallback_method }) => fallback_method],
  hangup_method: [method(), ({ hangup_method }) => hangup_method],
  hangup_url: [Type.String(), ({ hangup_url }) => hangup_url],
  log_incoming_message: [
    Type.Boolean({ description: "PHP's client reads it under this name." }),
    ({ log_incoming_messages }) => log_incoming_messages,
  ],
  log_incoming_messages: [Type.Boolean(), ({ log_incoming_messages }) => log_incoming_messages],
  message_method: [method(), ({ message_method }) => message_method],
  message_url: [
    Type.String({ description: 'Called with each message that a number of this application receives.' }),
    ({ message_url }) => message_url,
  ],
  public_uri: [Type.Boolean(), ({ public_uri }) => public_uri],
  resource_uri: [Type.String(), (row, _world, authId) => `/v1/Account/${authId}/Application/${row.id}/`],
  sip_uri: [Type.String(), (row) => `sip:${row.id}@app.plivo.com`],
  sub_account: [nullable(Type.String()), (row, world) => subaccountPath(world, row.owner)],
})

/** An application with nothing set but its name. */
export const blankApplication = (app_name: string): Omit<Application, 'id' | 'sequence' | 'owner'> => ({
  app_name,
  answer_url: '',
  answer_method: 'POST',
  hangup_url: '',
  hangup_method: 'POST',
  fallback_answer_url: '',
  fallback_method: 'POST',
  message_url: '',
  message_method: 'POST',
  default_app: false,
  default_endpoint_app: false,
  public_uri: false,
  log_incoming_messages: true,
})

/** The one that new numbers get unless they are told otherwise. */
export const defaultApplication = (world: World, owner: string | null): Application | undefined =>
  world
    .collection(applications)
    .by('owner', owner)
    .find((row) => row.default_app)
