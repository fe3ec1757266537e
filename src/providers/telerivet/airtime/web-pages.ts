import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { choice, number, text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { SOMEBODY } from '../../../http/example.ts'
import { isCurrency } from '../../../standards/currencies.ts'
import { isDialable } from '../dialect/phone-numbers.ts'
import { projectNamed } from '../projects/project-named.ts'
import { AIRTIME_STATUSES, airtimeResource, airtimeTransactions } from './airtime-transaction.ts'
import { changeAirtime } from './change-airtime.ts'
import { createAirtime } from './create-airtime.ts'

const amount = (description: string) => number(description, { min: 0, max: 1_000_000_000 })
const currency = (description: string) =>
  text(description, { known: { is: isCurrency, what: 'a currency of ISO 4217, such as USD' } })
const status = choice('Where it stands.', AIRTIME_STATUSES)
const status_text = optional(text('What the provider of airtime said.'))

/** Airtime is given by services, and on the web pages; the API shows it. */
export const airtimePages = webPages({
  noun: 'airtime transaction',
  nouns: 'airtime transactions',
  rows: (world: World) => world.collection(airtimeTransactions).all().toArray(),
  view: airtimeResource.view,
  create: {
    description: 'Nothing is paid, and nobody gets anything: it is shown by the API from then on.',
    body: {
      to_number: text('Who gets it.', { known: { is: isDialable, what: 'a phone number' } }),
      value: amount('What the number gets.'),
      value_currency: withDefault(currency('By its code of ISO 4217.'), 'USD'),
      price: optional(amount('What it costs; as much as its value unless given.')),
      price_currency: optional(currency('By its code of ISO 4217; that of the value unless given.')),
      status: withDefault(status, 'successful'),
      status_text,
      operator_name: optional(text('The network of the number.')),
      external_id: optional(text('The ID that the provider of airtime gave it.')),
      service_id: optional(text('ID of the service that sent it.', { pattern: /^SV[0-9a-f]{16}$/ })),
      user_id: optional(text('ID of the user who sent it.', { pattern: /^UR[0-9a-f]{16}$/ })),
      project_id: optional(text('ID of the project that gives it; the first one unless given.')),
    },
    example: () => ({ to_number: SOMEBODY, value: 500, value_currency: 'RWF', operator_name: 'MTN Rwanda' }),
    make: (world, { project_id, ...asked }) => createAirtime(world, projectNamed(world, project_id), asked),
  },
  change: {
    description: 'When it was sent is told once it is submitted or successful.',
    body: { status: optional(status), status_text },
    example: () => ({ status: 'failed', status_text: 'The number is not in service' }),
    apply: (world, row, { status: next, status_text: said }) =>
      changeAirtime(world, row, {
        ...(next !== undefined && { status: next }),
        ...(said !== undefined && { status_text: said }),
      }),
  },
  remove: {
    description: 'The API shows it no longer.',
    discard: (world, row) => world.collection(airtimeTransactions).delete(row),
  },
})
