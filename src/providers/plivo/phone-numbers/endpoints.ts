import * as Type from 'typebox'
import type { Endpoint } from '../../../http/endpoint.ts'
import { described } from '../../../http/field.ts'
import { jsonObject } from '../../../http/json-text.ts'
import { ACCOUNT, endpoint } from '../dialect/endpoints.ts'
import {
  boolean,
  country,
  inAnyCase,
  numberText,
  oneOf,
  optional,
  text,
  withDefault,
  words,
} from '../dialect/fields.ts'
import { listSchema, pageOf, pagingFields } from '../dialect/paging.ts'
import { CNAM_LOOKUPS, digitsOf, SERVICES } from '../numbers/number.ts'
import { buyNumber } from './buy-number.ts'
import { OFFER_TYPES, offerView, offersIn } from './offer.ts'

const PATH = `${ACCOUNT}/PhoneNumber/`
const tag = 'Phone numbers to rent'

const none = () => described(optional(text(255)), 'No number of the simulator has one: nothing is offered.')

const search = endpoint({
  id: 'plivo.searchPhoneNumbers',
  method: 'get',
  path: PATH,
  tag,
  summary: 'Lists numbers that can be rented.',
  query: {
    ...pagingFields,
    country_iso: described(country(), 'Two letters, any case.'),
    type: withDefault(oneOf(OFFER_TYPES), 'any'),
    pattern: described(
      optional(numberText(32)),
      'How the number begins after its country code; with stars around, what it holds.',
    ),
    services: described(optional(words(SERVICES)), 'What it has to serve; mms within North America only.'),
    region: described(optional(text(255)), 'How its region begins, any case, such as California.'),
    city: none(),
    lata: none(),
    rate_center: none(),
    npanxx: described(optional(numberText(32)), 'How it begins after the 1 of North America: area code and exchange.'),
  },
  returns: Type.Object({
    ...listSchema(offerView.schema).properties,
    error: Type.Optional(Type.Null({ description: 'There where nothing is offered.' })),
  }),
  example: () => ({ query: { country_iso: 'US' } }),
  handle(call) {
    const numbers = offersIn(call.world, { ...call.query, country: call.query.country_iso })
    const page = pageOf(call, numbers, (number) => offerView.json(number, call.world, call.caller.authId))
    // PHP's client looks for an error wherever nothing is offered, and stumbles over a missing one.
    return call.query.offset < numbers.length ? page : jsonObject(page, { error: null })
  },
})

const buy = endpoint({
  id: 'plivo.buyPhoneNumber',
  method: 'post',
  path: `${PATH}{number}/`,
  tag,
  summary: 'Rents a number.',
  body: {
    app_id: described(
      optional(numberText(64)),
      'The application that it reports to; the default one where nothing is said.',
    ),
    alias: optional(text(255)),
    verification_info: optional(text()),
    cnam_lookup: optional(inAnyCase(oneOf(CNAM_LOOKUPS))),
    ha_enable: optional(boolean()),
    compliance_application_id: optional(text(64)),
  },
  status: 201,
  returns: Type.Object({
    message: Type.String(),
    numbers: Type.Array(Type.Object({ number: Type.String(), status: Type.String() }, { additionalProperties: false })),
    status: Type.String(),
  }),
  example: (world) => ({ path: { number: offersIn(world, { country: 'US', type: 'local' })[0]! } }),
  handle({ world, caller, params, body }) {
    const { id } = buyNumber(world, caller, digitsOf(params['number']), body)
    return { message: 'created', numbers: [{ number: id, status: 'Success' }], status: 'fulfilled' }
  },
})

export const phoneNumberEndpoints: Endpoint[] = [search, buy]
