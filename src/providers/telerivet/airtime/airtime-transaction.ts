import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'

export const AIRTIME_STATUSES = [
  'successful',
  'failed',
  'cancelled',
  'queued',
  'processing',
  'submitted',
  'pending_approval',
  'pending_payment',
] as const
export type AirtimeStatus = (typeof AIRTIME_STATUSES)[number]

/** Statuses of airtime that was sent, whatever became of it. */
export const WAS_SENT: ReadonlySet<AirtimeStatus> = new Set(['submitted', 'successful'])

/** Airtime that somebody gives to a number. */
export type AirtimeTransaction = RowOf<typeof airtimeTransactions>

export const airtimeTransactions = defineCollection(
  'telerivet.airtime-transactions',
  {
    id: keptId('transaction'),
    project_id: kept.idOf('telerivet.projects'),
    /** Digits of the international form, without the plus sign. */
    to_number: kept.written(/^\d+$/),
    operator_name: kept.orNull(kept.text),
    country: kept.orNull(kept.country),
    time_created: kept.seconds,
    transaction_time: kept.orNull(kept.seconds),
    status: kept.oneOf(AIRTIME_STATUSES),
    status_text: kept.orNull(kept.text),
    value: kept.number,
    value_currency: kept.text,
    price: kept.number,
    price_currency: kept.text,
    contact_id: kept.orNull(kept.idOf('telerivet.contacts')),
    service_id: kept.orNull(kept.text),
    external_id: kept.orNull(kept.text),
    user_id: kept.orNull(kept.text),
    vars: keptVars,
  },
  { indexes: ['project_id', 'contact_id'], ids: 'telerivet.transaction' },
)

const idOrNull = (of: string) => nullable(idSchema(of))

const view = viewOf<AirtimeTransaction>()('Airtime transaction', {
  id: [idSchema('transaction'), ({ id }) => id],
  to_number: [Type.String({ description: 'International, without a plus sign.' }), ({ to_number }) => to_number],
  operator_name: [nullable(Type.String()), ({ operator_name }) => operator_name],
  country: [nullable(Type.String({ description: 'ISO 3166-1 alpha-2.' })), ({ country }) => country],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  transaction_time: [nullable(timeSchema('When it was sent')), ({ transaction_time }) => transaction_time],
  status: [oneOf(AIRTIME_STATUSES), ({ status }) => status],
  status_text: [
    nullable(Type.String({ description: 'What the provider of airtime said.' })),
    ({ status_text }) => status_text,
  ],
  value: [Type.Number({ description: 'What the number got, in value_currency.' }), ({ value }) => value],
  value_currency: [Type.String(), ({ value_currency }) => value_currency],
  price: [Type.Number({ description: 'What it cost, in price_currency.' }), ({ price }) => price],
  price_currency: [Type.String(), ({ price_currency }) => price_currency],
  contact_id: [idOrNull('contact'), ({ contact_id }) => contact_id],
  service_id: [idOrNull('service that sent it'), ({ service_id }) => service_id],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
  external_id: [
    nullable(Type.String({ description: 'The ID that the provider of airtime gave it.' })),
    ({ external_id }) => external_id,
  ],
  user_id: [idOrNull('user who sent it'), ({ user_id }) => user_id],
  vars: [varsSchema, ({ vars }) => vars],
})

export const airtimeResource: Resource<AirtimeTransaction> = {
  noun: 'transaction',
  tag: 'Airtime transactions',
  collection: airtimeTransactions,
  view,
}
