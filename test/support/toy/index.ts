import { latest } from '../../../src/http/example.ts'
import type { Provider } from '../../../src/http/api.ts'
import { toy } from '../toy-provider.ts'
import { campaigns } from './campaigns/campaign.ts'
import { consequences, events } from './consequences.ts'
import { contacts } from './contacts/contact.ts'
import { contactEndpoints } from './contacts/endpoints.ts'
import { groups } from './groups/group.ts'

/** The toy platform grown up: a contact that changes joins a group, whose campaign writes to it. */
export const grownToy: Provider = {
  ...toy,
  collections: [...toy.collections, contacts, groups, campaigns],
  endpoints: [...toy.endpoints, ...contactEndpoints],
  pathParameters: (world) => ({
    ...toy.pathParameters(world),
    contact: { description: 'A contact.', example: latest(world, contacts) },
  }),
  events,
  consequences: [...toy.consequences, ...consequences],
}
