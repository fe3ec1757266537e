import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { projectNamed } from '../projects/project-named.ts'
import { addDomain } from './add-domain.ts'
import { shortDomainView, shortDomains } from './short-domain.ts'

/** Domains for short links are registered on the web pages alone. */
export const shortDomainPages = webPages({
  noun: 'short domain',
  nouns: 'short domains',
  rows: (world: World) => world.collection(shortDomains).all().toArray(),
  view: shortDomainView,
  create: {
    description: 'Short links may have it from then on, where short_link_params says so; they are followed as all are.',
    body: {
      domain: text('A name of the domain name system, lower case.', {
        max: 253,
        pattern: /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      }),
      project_id: optional(text('ID of the project that it is for; the first one unless given.')),
    },
    example: () => ({ domain: 'short.example.org' }),
    make: (world, { domain, project_id }) => addDomain(world, projectNamed(world, project_id), domain),
  },
  remove: {
    description: 'New short links cannot have it; those that do still lead where they led.',
    discard: (world, row) => world.collection(shortDomains).delete(row),
  },
})
