import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { type Application, applications } from '../applications/application.ts'
import { intentOf } from '../messages/opt-out.ts'
import type { Message } from '../messages/message.ts'
import type { AccountNumber } from '../numbers/number.ts'
import { type Powerpack, powerpacks } from '../powerpacks/powerpack.ts'
import { ATTEMPTS } from './attempts.ts'

/** Who hears of what a number receives: its powerpack's application, else its own. */
export function listenerOf(
  world: World,
  number: AccountNumber,
): { application: Application | undefined; powerpack: Powerpack | undefined } {
  const powerpack = number.pool === null ? undefined : world.collection(powerpacks).by('pool', number.pool).at(0)
  const id = powerpack?.application ?? number.application
  return { powerpack, application: id === null ? undefined : world.collection(applications).get(id) }
}

/** What an application's message_url is told of a message that came in. */
export const inboundWebhook = (
  row: Message,
  text: string,
  application: Application,
  powerpack: Powerpack | undefined,
): OutboundCall => ({
  event: 'inbound',
  url: application.message_url,
  method: application.message_method,
  body: {
    form: [
      ['From', row.from],
      ['To', row.to],
      ['Text', text],
      ['Type', row.type],
      ['MessageUUID', row.id],
      ['Units', String(row.units)],
      ['TotalRate', '0'],
      ['TotalAmount', '0'],
      ['MessageIntent', intentOf(text)],
      ...(powerpack ? [['PowerpackUUID', powerpack.id] satisfies [string, string]] : []),
    ],
  },
  ...ATTEMPTS,
  queue: `plivo.${row.id}`,
  about: { owner: row.owner, inbound: row.id },
})
