import { type Static, Type } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import type { Caller } from '../dialect/caller.ts'
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

/** Everything that the page on messages names, and everything that today's service answers. */
export const messageSchema = Type.Object(
  {
    message_uuid: Type.String({ format: 'uuid' }),
    from_number: Type.String(),
    to_number: Type.String(),
    message_direction: words(MESSAGE_DIRECTIONS),
    message_state: words(MESSAGE_STATES),
    message_type: words(MESSAGE_TYPES),
    message_time: moment(),
    resource_uri: Type.String(),
    total_amount: moneyText('The rate times the units.'),
    cloud_rate: moneyText(),
    carrier_rate: moneyText(),
    total_rate: moneyText('The price of one unit.'),
    units: Type.Integer({ description: 'Parts that the text takes.' }),
    error_code: nullable(Type.String(), 'Null while under way, 000 once delivered.'),
    error_message: Type.String(),
    message_sent_time: nullable(moment()),
    message_updated_time: nullable(moment()),
    powerpack_id: nullable(Type.String({ format: 'uuid' })),
    requester_ip: Type.String(),
    is_domestic: nullable(Type.Boolean(), 'Null where one of the countries is not known.'),
    destination_country_iso2: Type.String(),
    destination_network: nullable(Type.String()),
    replaced_sender: nullable(Type.String()),
    carrier_fees_rate: moneyText(),
    carrier_fees: moneyText(),
    tendlc_campaign_id: nullable(Type.String()),
    tendlc_registration_status: nullable(Type.String()),
    dlt_entity_id: Type.String(),
    dlt_template_id: Type.String(),
    dlt_template_category: Type.String(),
    conversation_id: Type.String(),
    conversation_origin: words(['', ...CONVERSATION_ORIGINS]),
    conversation_expiration_timestamp: Type.String(),
    log: words(LOG_WORDS),
    mcc: Type.String(),
    mnc: Type.String(),
  },
  { additionalProperties: false, title: 'Message' },
)

export function viewMessage(row: Message, world: World, caller: Caller): Static<typeof messageSchema> {
  const time = recordTime[world.profile]
  const { extra } = row
  const outbound = row.direction === 'outbound'
  const rate = rateOf(row)
  return {
    message_uuid: row.id,
    from_number: outbound ? row.from : redactNumber(row.from, row.log),
    to_number: outbound ? redactNumber(row.to, row.log) : row.to,
    message_direction: row.direction,
    message_state: row.state,
    message_type: row.type,
    message_time: time(row.time),
    resource_uri: `/v1/Account/${caller.authId}/Message/${row.id}/`,
    total_amount: money(rate * row.units),
    cloud_rate: NOTHING,
    carrier_rate: money(rate),
    total_rate: money(rate),
    units: row.units,
    error_code: row.errorCode,
    error_message: ERROR_MESSAGES[row.errorCode as ErrorCode] ?? '',
    message_sent_time: row.sentAt === null ? null : time(row.sentAt),
    message_updated_time: row.updatedAt === null ? null : time(row.updatedAt),
    powerpack_id: extra?.powerpack ?? null,
    requester_ip: row.requester,
    is_domestic: isDomestic(row),
    destination_country_iso2: row.country,
    destination_network: null,
    replaced_sender: null,
    carrier_fees_rate: NOTHING,
    carrier_fees: NOTHING,
    tendlc_campaign_id: '',
    tendlc_registration_status: '',
    dlt_entity_id: extra?.dlt_entity_id ?? '',
    dlt_template_id: extra?.dlt_template_id ?? '',
    dlt_template_category: extra?.dlt_template_category ?? '',
    conversation_id: extra?.conversation_id ?? '',
    conversation_origin: extra?.conversation_origin ?? '',
    conversation_expiration_timestamp:
      extra?.conversation_expires === undefined ? '' : time(extra.conversation_expires),
    log: row.log,
    mcc: '',
    mnc: '',
  }
}

const NOTHING = '0.00000'

function isDomestic({ from, country }: Message): boolean | null {
  const home = countryOf(from)
  return home === '' || country === '' ? null : home === country
}
