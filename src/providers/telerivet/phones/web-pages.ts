import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { text, yesOrNo } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { isCountry } from '../../../standards/countries.ts'
import { parseNumber } from '../../../standards/phone-numbers.ts'
import { projectNamed } from '../projects/project-named.ts'
import { countryOf } from './choose-route.ts'
import { createPhone } from './create-phone.ts'
import { deletePhone } from './delete-phone.ts'
import { phoneResource, phones } from './phone.ts'

/** Phones are added and deleted on the web pages alone; the API shows and changes them. */
export const phonePages = webPages({
  noun: 'phone',
  nouns: 'phones',
  rows: (world: World) => world.collection(phones).all().toArray(),
  view: phoneResource.view,
  create: {
    description: 'It sends and receives at its number from then on.',
    body: {
      phone_number: text('Phone number or sender ID; nobody else in the world receives there.', {
        max: 1000,
        pattern: /\S/,
      }),
      name: withDefault(text('What it is called.', { min: 1 }), 'Phone'),
      phone_type: withDefault(text('android, or the kind of gateway; an open list.', { min: 1 }), 'android'),
      country: optional(
        text('ISO 3166-1 alpha-2; that of its number unless given, else of the first phone of the project.', {
          pattern: /^[A-Z]{2}$/,
          known: { is: isCountry, what: 'a country of ISO 3166-1, such as RW' },
        }),
      ),
      send_paused: withDefault(yesOrNo('Whether messages wait instead of being sent.'), false),
      project_id: optional(text('ID of the project that it is added to; the first one unless given.')),
    },
    example: () => ({ name: 'Second phone', phone_number: '+12065550190' }),
    make(world, { project_id, country, ...asked }) {
      const project = projectNamed(world, project_id)
      const known = country ?? parseNumber(asked.phone_number)?.country ?? countryOf(world, project)
      return createPhone(world, project, { ...asked, country: known })
    },
  },
  remove: {
    description:
      'Nobody receives at its number any more, and what waited to be sent by it fails. Contacts and projects that sent by it send by another.',
    discard: deletePhone,
  },
})
