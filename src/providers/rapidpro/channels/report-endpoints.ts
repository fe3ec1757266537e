import { latest } from '../../../http/example.ts'
import { invalid } from '../../../http/problem.ts'
import { numberOf } from '../dialect/ids.ts'
import { messageRows, messages } from '../messages/message.ts'
import { report } from '../messages/report-status.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Action, lacks, words } from './gateway-form.ts'

/** An aggregator says how a message fared that it was given. Messages that the channel did not send stay as they are. */
export const reportDelivery = (state: 'sent' | 'delivered' | 'failed', letter: string): Action => ({
  summary: `An aggregator reports a message as ${state}.`,
  parameters: {
    id: words('The number or the uuid of the message.'),
    uuid: words('The uuid of the message, as newer releases know it.'),
  },
  example: (world) => ({ id: latest(world, messages, ({ direction }) => direction === 'out') }),
  take: (world, channel, { id, uuid }) => {
    const named = messageNamed(id || uuid, workspaceOf(world).message_uuids)
    report(world, messageRows(world).get(String(named.number)), channel.id, state)
    return ['Status Update Accepted', { type: 'status', channel_uuid: channel.id, status: letter, ...named.shown }]
  },
})

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LARGEST = 2n ** 63n

/**
 * Newer releases hand out the uuid of a message, older ones its number: aggregators report with what they got.
 * @throws Problem
 */
function messageNamed(
  id: string | undefined,
  uuids: string,
): { number: number | undefined; shown: { msg_id: number } | { msg_uuid: string } } {
  if (!id) throw lacks('statusForm', 'ID')
  if (UUID.test(id)) return { number: numberOf(id, uuids), shown: { msg_uuid: id.toLowerCase() } }
  const number = /^[+-]?\d{1,19}$/.test(id) ? BigInt(id.replace('+', '')) : LARGEST
  if (number >= LARGEST || number < -LARGEST) throw invalid('id', 'schema: error converting value for "id"')
  // To Go a number that is nought is one that is not there.
  if (number === 0n) throw lacks('statusForm', 'ID')
  return { number: Number(number), shown: { msg_id: Number(number) } }
}
