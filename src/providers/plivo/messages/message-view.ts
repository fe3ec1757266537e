import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import { nullable } from '../dialect/endpoints.ts'
import { recordTime } from '../dialect/time.ts'
import { countryOf } from '../numbers/country.ts'
import { ERROR_MESSAGES, type ErrorCode } from './error-codes.ts'
import {
  CONVERSATION_ORIGINS,
  LOG_WORDS,
  MESSAGE_DIRECTIONS,
  MESSAGE_STATES,
  MESSAGE_TYPES,
  type Message,
} from './message.ts'
import { money, rateOf } from './rates.ts'
import { redactNumber } from './redaction.ts'

const words = <const T extends string>(values: readonly T[], description?: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...(description && { description }) })
const moneyText = (description?: string) =>
  Type.String({ pattern: '^\\d+\\.\\d{5}$', ...(description && { description }) })
const moment = () => Type.String({ description: 'UTC.' })
const NOTHING = '0.00000'

/** Everything that the page on messages names, and everything that today's service answers, as a caller's auth id sees it. */
export const messageView = viewOf<Message, string>()('Message', {
  message_uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  from_number: [
    Type.String(),
    ({ direction, from, log }) => (direction === 'outbound' ? from : redactNumber(from, log)),
  ],
  to_number: [Type.String(), ({ direction, to, log }) => (direction === 'outbound' ? redactNumber(to, log) : to)],
  message_direction: [words(MESSAGE_DIRECTIONS), ({ direction }) => direction],
  message_state: [words(MESSAGE_STATES), ({ state }) => state],
  message_type: [words(MESSAGE_TYPES), ({ type }) => type],
  message_time: [moment(), ({ time }, { profile }) => recordTime[profile](time)],
  resource_uri: [Type.String(), ({ id }, _world, authId) => `/v1/Account/${authId}/Message/${id}/`],
  total_amount: [moneyText('The rate times the units.'), (row) => money(rateOf(row) * row.units)],
  cloud_rate: [moneyText(), NOTHING],
  carrier_rate: [moneyText(), (row) => money(rateOf(row))],
  total_rate: [moneyText('The price of one unit.'), (row) => money(rateOf(row))],
  units: [Type.Integer({ description: 'Parts that the text takes.' }), ({ units }) => units],
  error_code: [nullable(Type.String(), 'Null while under way, 000 once delivered.'), ({ errorCode }) => errorCode],
  error_message: [Type.String(), ({ errorCode }) => ERROR_MESSAGES[errorCode as ErrorCode] ?? ''],
  message_sent_time: [
    nullable(moment()),
    ({ sentAt }, { profile }) => (sentAt === null ? null : recordTime[profile](sentAt)),
  ],
  message_updated_time: [
    nullable(moment()),
    ({ updatedAt }, { profile }) => (updatedAt === null ? null : recordTime[profile](updatedAt)),
  ],
  powerpack_id: [nullable(Type.String({ format: 'uuid' })), ({ extra }) => extra?.powerpack ?? null],
  requester_ip: [Type.String(), ({ requester }) => requester],
  is_domestic: [nullable(Type.Boolean(), 'Null where one of the countries is not known.'), isDomestic],
  destination_country_iso2: [Type.String(), ({ country }) => country],
  destination_network: [nullable(Type.String()), null],
  replaced_sender: [nullable(Type.String()), null],
  carrier_fees_rate: [moneyText(), NOTHING],
  carrier_fees: [moneyText(), NOTHING],
  tendlc_campaign_id: [nullable(Type.String()), ''],
  tendlc_registration_status: [nullable(Type.String()), ''],
  dlt_entity_id: [Type.String(), ({ extra }) => extra?.dlt_entity_id ?? ''],
  dlt_template_id: [Type.String(), ({ extra }) => extra?.dlt_template_id ?? ''],
  dlt_template_category: [Type.String(), ({ extra }) => extra?.dlt_template_category ?? ''],
  conversation_id: [Type.String(), ({ extra }) => extra?.conversation_id ?? ''],
  conversation_origin: [words(['', ...CONVERSATION_ORIGINS]), ({ extra }) => extra?.conversation_origin ?? ''],
  conversation_expiration_timestamp: [
    Type.String(),
    ({ extra }, { profile }) =>
      extra?.conversation_expires === undefined ? '' : recordTime[profile](extra.conversation_expires),
  ],
  log: [words(LOG_WORDS), ({ log }) => log],
  mcc: [Type.String(), ''],
  mnc: [Type.String(), ''],
})

function isDomestic({ from, country }: Message): boolean | null {
  const home = countryOf(from)
  return home === '' || country === '' ? null : home === country
}
