import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { number, object, orNull, text, yesOrNo } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { isCountry } from '../../../standards/countries.ts'
import { isCurrency } from '../../../standards/currencies.ts'
import { parseNumber } from '../../../standards/phone-numbers.ts'
import { nullable } from '../dialect/schemas.ts'
import { projectNamed } from '../projects/project-named.ts'
import { countryOf } from './choose-route.ts'
import { createPhone } from './create-phone.ts'
import { deletePhone } from './delete-phone.ts'
import { type Phone, phoneResource, phones } from './phone.ts'
import { updatePhone } from './update-phone.ts'

const tariffSchema = Type.Object(
  { price: Type.Number(), currency: Type.String(), call_duration: nullable(Type.Integer()) },
  { additionalProperties: false },
)

/** The same as the API shows, and what the world says of it besides. */
export const phonePageView = viewOf<Phone>()('Phone on its page', {
  ...phoneResource.view.members,
  keeps_send_limit: [
    Type.Boolean({ description: 'Whether it sends no more parts of SMS than send_limit says.' }),
    ({ keeps_send_limit }) => keeps_send_limit,
  ],
  tariff: [nullable(tariffSchema), ({ tariff }) => tariff],
})

const keepsSendLimit = yesOrNo(
  'Whether it sends no more than half of send_limit in 30 minutes, in parts of SMS: others wait, the more urgent go first.',
)
const tariff = object('What its messages cost, which is unknown otherwise.', {
  price: number('Of a part of an SMS, or of any other message.', { min: 0, max: 1_000_000 }),
  currency: withDefault(
    text('ISO 4217.', { known: { is: isCurrency, what: 'a currency of ISO 4217, such as USD' } }),
    'USD',
  ),
  call_duration: withDefault(
    orNull(number('How long calls last that are answered, in seconds.', { min: 0, max: 86_400, whole: true })),
    null,
  ),
})

/** Phones are added and deleted on the web pages alone; the API shows and changes them. */
export const phonePages = webPages({
  noun: 'phone',
  nouns: 'phones',
  rows: (world: World) => world.collection(phones).all().toArray(),
  view: phonePageView,
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
      keeps_send_limit: withDefault(keepsSendLimit, false),
      tariff: optional(tariff),
      project_id: optional(text('ID of the project that it is added to; the first one unless given.')),
    },
    example: () => ({ name: 'Second phone', phone_number: '+12065550190' }),
    make(world, { project_id, country, tariff: rates = null, ...asked }) {
      const project = projectNamed(world, project_id)
      const known = country ?? parseNumber(asked.phone_number)?.country ?? countryOf(world, project)
      return createPhone(world, project, { ...asked, country: known, tariff: rates })
    },
  },
  change: {
    description: 'What the API changes of a phone, it changes; this is what the world says of it.',
    body: { keeps_send_limit: optional(keepsSendLimit), tariff: optional(orNull(tariff)) },
    example: () => ({ tariff: { price: 0.01, currency: 'USD' } }),
    apply: (world, row, asked) => inSlicesOf(world, updatePhone(world, row, asked)),
  },
  remove: {
    description:
      'Nobody receives at its number any more, and what waited to be sent by it fails. Contacts and projects that sent by it send by another.',
    discard: (world, phone) => inSlicesOf(world, deletePhone(world, phone)),
  },
})
