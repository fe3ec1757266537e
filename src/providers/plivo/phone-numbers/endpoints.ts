import { Type } from '@sinclair/typebox'
import type { Endpoint } from '../../../http/endpoint.ts'
import { described } from '../../../http/field.ts'
import { ACCOUNT, endpoint } from '../dialect/endpoints.ts'
import { boolean, numberText, oneOf, optional, text, withDefault } from '../dialect/fields.ts'
import { listSchema, pageOf, pagingFields } from '../dialect/paging.ts'
import { digitsOf } from '../numbers/number.ts'
import { buyNumber } from './buy-number.ts'
import { OFFER_TYPES, offerSchema, offersIn, viewOffer } from './offer.ts'

const PATH = `${ACCOUNT}/PhoneNumber/`
const tag = 'Phone numbers to rent'

const search = endpoint({
  id: 'plivo.searchPhoneNumbers',
  method: 'get',
  path: PATH,
  tag,
  summary: 'Lists numbers that can be rented.',
  query: {
    ...pagingFields,
    country_iso: described(text(2), 'Two letters, any case.'),
    type: withDefault(oneOf(OFFER_TYPES), 'any'),
    pattern: described(
      optional(numberText(32)),
      'How the number begins after its country code; with stars around, what it holds.',
    ),
    services: described(optional(text(64)), 'All numbers here take voice and sms.'),
  },
  returns: listSchema(offerSchema),
  handle(call) {
    const { country_iso, type, pattern } = call.query
    const numbers = offersIn(call.world, country_iso.toUpperCase(), type, pattern)
    return pageOf(call, numbers, (number) => viewOffer(number, call.caller.authId))
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
    cnam_lookup: optional(text(32)),
    ha_enable: optional(boolean()),
    compliance_application_id: optional(text(64)),
  },
  status: 201,
  returns: Type.Object({
    message: Type.String(),
    numbers: Type.Array(Type.Object({ number: Type.String(), status: Type.String() }, { additionalProperties: false })),
    status: Type.String(),
  }),
  handle({ world, caller, params, body: { app_id, alias } }) {
    const { id } = buyNumber(world, caller, digitsOf(params['number']), app_id, alias)
    return { message: 'created', numbers: [{ number: id, status: 'Success' }], status: 'fulfilled' }
  },
})

export const phoneNumberEndpoints: Endpoint[] = [search, buy]
