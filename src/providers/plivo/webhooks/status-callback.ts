import type { OutboundCall } from '../../../http/outbound-call.ts'
import { callbackTime } from '../dialect/time.ts'
import { NO_ERROR } from '../messages/error-codes.ts'
import type { Message } from '../messages/message.ts'
import { money, rateOf } from '../messages/rates.ts'
import { redactNumber } from '../messages/redaction.ts'
import { PLACE } from '../messages/statuses.ts'
import { ATTEMPTS } from './attempts.ts'

/** What the address of a send is told of one message as it stands now. */
export function statusCallback(row: Message, url: string): OutboundCall {
  return {
    event: 'status',
    url,
    method: row.callbackMethod,
    body: { form: parametersOf(row) },
    ...ATTEMPTS,
    queue: `plivo.${row.id}`,
    about: { owner: row.owner },
  }
}

function parametersOf(row: Message): [string, string][] {
  const { extra } = row
  const rate = rateOf(row)
  const made = callbackTime(row.time)
  const parameters: [string, string][] = [
    ['To', redactNumber(row.to, row.log)],
    ['From', row.from],
    ['Status', row.state],
    ['MessageUUID', row.id],
    ['ParentMessageUUID', row.id],
    ['PartInfo', `1 of ${row.units}`],
    ['Sequence', String(PLACE[row.state] ?? 1)],
    ['Type', row.type],
    ['Units', String(row.units)],
    ['TotalRate', money(rate)],
    ['TotalAmount', money(rate * row.units)],
    ['MCC', '0'],
    ['MNC', '0'],
    ['ErrorCode', row.errorCode === null || row.errorCode === NO_ERROR ? '' : row.errorCode],
    ['MessageTime', made],
    ['QueuedTime', made],
  ]
  if (row.sentAt !== null) parameters.push(['SentTime', callbackTime(row.sentAt)])
  if (PLACE[row.state]! >= PLACE.delivered! && row.updatedAt !== null)
    parameters.push(['DeliveryReportTime', callbackTime(row.updatedAt)])
  if (extra?.powerpack !== undefined) parameters.push(['PowerpackUUID', extra.powerpack])
  if (extra?.conversation_id !== undefined) {
    parameters.push(
      ['ConversationID', extra.conversation_id],
      ['ConversationOrigin', extra.conversation_origin ?? ''],
      ['ConversationExpirationTimestamp', callbackTime(extra.conversation_expires ?? row.time)],
    )
  }
  parameters.push(['requester_ip', row.requester])
  return parameters
}
