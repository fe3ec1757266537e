import type { Provider } from '../../http/api.ts'
import { SOMEBODY, latest } from '../../http/example.ts'
import { contacts } from './contacts/contact.ts'
import { contactEndpoints } from './contacts/endpoints.ts'
import { apiKeyOf, isWellFormedKey } from './dialect/auth.ts'
import { collections } from './collections.ts'
import { consequences, events } from './consequences.ts'
import { dialect } from './dialect/index.ts'
import { credentialsOf, furnish } from './furnish.ts'
import { messageEndpoints } from './messages/endpoints.ts'
import { messages } from './messages/message.ts'
import { organizationEndpoints } from './organizations/endpoints.ts'
import { phoneEndpoints } from './phones/endpoints.ts'
import { projectEndpoints } from './projects/endpoints.ts'
import { rootEndpoints } from './root.ts'

/** Telerivet's REST API, version 1. */
export const telerivet: Provider = {
  name: 'telerivet',
  title: 'Telerivet REST API',
  description:
    'Messages, contacts and routes of a Telerivet project. Every good answer is a 200 with a JSON object, every error is `{"error": {"message", "code", "param"}}`.',
  version: '1',
  bases: ['/v1'],
  hosts: ['api.telerivet.com'],
  basePath: '/v1',
  endpoints: [
    ...rootEndpoints,
    ...messageEndpoints,
    ...contactEndpoints,
    ...phoneEndpoints,
    ...projectEndpoints,
    ...organizationEndpoints,
  ],
  collections,
  dialect,
  security: {
    apiKey: {
      type: 'http',
      scheme: 'basic',
      description: 'The API key as the user name; the password is ignored.',
      'x-textbed': { provider: 'telerivet', username: '{api_key}', password: '' },
    },
    apiKeyParameter: { type: 'apiKey', in: 'query', name: 'api_key' },
  },
  pathParameters(world) {
    const { project_id, organization_id, phone_id } = credentialsOf(world)
    return {
      project_id: { description: 'ID of the project.', example: project_id },
      organization_id: { description: 'ID of the organization.', example: organization_id },
      phone_id: { description: 'ID of the phone.', example: phone_id },
      contact_id: {
        description: 'ID of the contact.',
        example: latest(world, contacts, ({ phone_number }) => phone_number === SOMEBODY),
      },
      message_id: { description: 'ID of the message.', example: latest(world, messages) },
    }
  },
  credentials: credentialsOf,
  adopts: (credential) => (isWellFormedKey(credential) ? { api_key: credential } : null),
  keys: (world) => [[apiKeyOf(world), 'api_key']],
  furnish,
  seed: async (world, people) => (await import('./seed.ts')).seed(world, people),
  env(world, url) {
    const { api_key, project_id, phone_id } = credentialsOf(world)
    return {
      TELERIVET_API_URL: `${url}/v1`,
      TELERIVET_API_KEY: api_key!,
      TELERIVET_PROJECT_ID: project_id!,
      TELERIVET_PHONE_ID: phone_id!,
    }
  },
  events,
  consequences,
  limits: {
    // No figure is public: this one is made up, so that a client's answer to a 429 can be tried.
    telerivet: [{ match: 'telerivet', limit: 100, window: 60 }],
  },
}
