import type { Provider } from '../../http/api.ts'
import { latest } from '../../http/example.ts'
import { incoming } from './applications/change-incoming.ts'
import { collections } from './collections.ts'
import { consequences, events } from './consequences.ts'
import { dialect } from './dialect/index.ts'
import { furnish, NUMBER, APP_ID } from './furnish.ts'
import { accountEndpoints } from './account/endpoints.ts'
import { applications } from './applications/application.ts'
import { applicationEndpoints } from './applications/endpoints.ts'
import { media } from './media/media.ts'
import { mediaEndpoints } from './media/endpoints.ts'
import { messageEndpoints } from './messages/endpoints.ts'
import { messages } from './messages/message.ts'
import { messageAnswered } from './messages/receive-answer.ts'
import { numberEndpoints } from './numbers/endpoints.ts'
import { phoneNumberEndpoints } from './phone-numbers/endpoints.ts'
import { powerpackEndpoints } from './powerpacks/endpoints.ts'
import { powerpacks } from './powerpacks/powerpack.ts'
import { poolEndpoints } from './powerpacks/pool-endpoints.ts'
import { logins } from './subaccounts/logins.ts'
import { authIdOf, authTokenOf, subaccounts } from './subaccounts/subaccount.ts'
import { subaccountEndpoints } from './subaccounts/endpoints.ts'
import { sign } from './webhooks/sign.ts'
import { notSimulated } from './not-simulated.ts'

/** Plivo: its Message API whole, and as much of accounts, applications and numbers as messaging needs. */
export const plivo: Provider = {
  name: 'plivo',
  title: 'Plivo Message API',
  description:
    'A local stand-in for the Plivo Message API. Authenticate with the auth id as user and the auth token as password. ' +
    'Nothing leaves this machine but callbacks; messages move on when the clock of their world does.',
  version: 'v1',
  bases: ['/v1/Account'],
  notSimulated,
  hosts: ['api.plivo.com', 'voice.plivo.com', 'voice-usw1.plivo.com', 'voice-use1.plivo.com'],
  basePath: '/v1/Account',
  endpoints: [
    ...messageEndpoints,
    ...accountEndpoints,
    ...applicationEndpoints,
    ...mediaEndpoints,
    ...numberEndpoints,
    ...phoneNumberEndpoints,
    ...poolEndpoints,
    ...powerpackEndpoints,
    ...subaccountEndpoints,
  ],
  collections,
  dialect,
  security: {
    basicAuth: {
      type: 'http',
      scheme: 'basic',
      description: 'User: auth id. Password: auth token.',
      'x-textbed': { provider: 'plivo', username: '{auth_id}', password: '{auth_token}' },
    },
  },
  pathParameters: (world) => ({
    auth_id: { description: 'The auth id that the call is authenticated with.', example: authIdOf(world, null) },
    app_id: { description: "An application's id.", example: latest(world, applications) },
    number: { description: 'Digits with the country code.', example: NUMBER },
    message_uuid: { description: "A message's uuid, as sending answered it.", example: latest(world, messages) },
    media_id: { description: 'A uuid.', example: latest(world, media, ({ uploaded }) => uploaded) },
    powerpack_uuid: { description: "A powerpack's uuid.", example: latest(world, powerpacks) },
    pool_uuid: {
      description: "The last part of a powerpack's number_pool.",
      example: world.collection(powerpacks).all().at(-1)?.pool,
    },
    subauth_id: { description: "A subaccount's auth id.", example: authIdOf(world, latest(world, subaccounts)) },
  }),
  credentials: (world) => ({
    auth_id: authIdOf(world, null),
    auth_token: authTokenOf(world, null),
    number: NUMBER,
    app_id: APP_ID,
  }),
  logins,
  // The token comes with the first call: an auth id alone is what finds the world.
  adopts: (credential) => (/^MA[A-Z0-9]{18}$/.test(credential) ? { auth_id: credential, auth_token: '' } : null),
  keys: (world) => [
    [authIdOf(world, null), 'account'],
    ...world
      .collection(subaccounts)
      .all()
      .map(({ id }) => [authIdOf(world, id), id] as const),
  ],
  furnish,
  seed: async (world, people) => (await import('./seed.ts')).seed(world, people),
  env(world, url) {
    const auth_id = authIdOf(world, null)
    const base = `${url}/v1/Account`
    return {
      PLIVO_AUTH_ID: auth_id,
      PLIVO_AUTH_TOKEN: authTokenOf(world, null),
      PLIVO_NUMBER: NUMBER,
      PLIVO_APP_ID: APP_ID,
      // What Python calls its base, and what Node takes as `url`.
      PLIVO_API_BASE_URI: base,
      PLIVO_API_URL: `${base}/${auth_id}`,
    }
  },
  incoming,
  events,
  consequences,
  occasions: ['status', 'inbound'],
  sign,
  onOutcome: messageAnswered,
  limits: {
    plivo: [
      { match: 'plivo', limit: 300, window: 5 },
      { match: 'plivo.listMessages', limit: 20, window: 60 },
    ],
  },
}
