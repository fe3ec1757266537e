import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { invalid } from '../../../http/problem.ts'
import { choice, text, webAddress, yesOrNo } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { projectNamed } from '../projects/project-named.ts'
import { createService } from './create-service.ts'
import { deleteService } from './delete-service.ts'
import { isTaken } from './service-request.ts'
import { serviceResource, services } from './service.ts'
import { WEB_TYPES } from './words.ts'

/** Webhooks for what happens besides incoming messages are made on the web pages alone. */
export const servicePages = webPages({
  noun: 'service',
  nouns: 'services',
  rows: (world: World) => world.collection(services).all().toArray(),
  view: serviceResource.view,
  create: {
    description:
      'It is told by a POST, as a webhook service is of incoming messages: whenever a message is marked with a variable, star or label, a contact is made or changed, or a broadcast is sent. What it replies is not read. The API lists, changes and deletes it.',
    body: {
      service_type: choice('What it is told of.', WEB_TYPES),
      url: webAddress('Where that is posted.'),
      secret: optional(text('Posted as `secret`.', { min: 1 })),
      name: optional(text('Unique within the project; made up unless given.', { min: 1, pattern: /\S/ })),
      active: withDefault(yesOrNo('Inactive services are told nothing.'), true),
      project_id: optional(text('ID of the project that it is of; the first one unless given.')),
    },
    example: () => ({ service_type: 'contact_update_webhook', url: 'http://127.0.0.1:9/contacts', active: false }),
    make(world, { project_id, service_type, url, secret, name, active }) {
      const project = projectNamed(world, project_id)
      if (name !== undefined && isTaken(world, project, name))
        throw invalid('name', `There is a service "${name}" already.`)
      const config = { url, ...(secret !== undefined && { secret }) }
      return createService(world, project, { service_type, config, name, active })
    },
  },
  remove: {
    description: 'Contacts stand nowhere in it any more.',
    discard: (world, service) => inSlicesOf(world, deleteService(world, service)),
  },
})
