import { atOnce } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { cancelBroadcast } from './broadcasts/cancel-broadcast.ts'
import { sendBroadcast } from './broadcasts/send-broadcast.ts'
import { cancelMessage } from './messages/cancel-message.ts'
import type { SendRequest } from './messages/asked-text.ts'
import { messages } from './messages/message.ts'
import { receiveMessage } from './messages/receive-message.ts'
import { sendMessage } from './messages/send-message.ts'
import { updateMessage } from './messages/update-message.ts'
import { phones } from './phones/phone.ts'
import type { Project } from './projects/project.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const PLAIN = { replace_variables: false, is_template: false, track_clicks: false, priority: 1, simulated: false }

/** What is no plain text: a picture, calls, a chat, a balance that is asked for, a trial, and what somebody took back. */
export function seedMessages(world: World, project: Project, people: readonly Person[]): Act[] {
  const start = world.now
  const on = (day: number, hour: number, run: () => void): Act => ({ at: start + day * DAY + hour * HOUR, run })
  const numbers = people.map(({ number }) => number)
  const send = (given: Partial<SendRequest> & Pick<SendRequest, 'message_type'>) =>
    sendMessage(world, project, { ...PLAIN, ...given }, 'web')
  const receive = (from_number: string, message_type: 'call' | 'chat', content: string | null) =>
    receiveMessage(world, world.collection(phones).all().at(0)!, {
      from_number,
      message_type,
      content,
      source: 'phone',
    })
  return [
    on(10, 8, () => {
      const media_urls = ['https://example.org/seedbed.jpg']
      send({ message_type: 'mms', to_number: numbers[0], content: 'So wide apart, please.', media_urls })
      send({ message_type: 'call', to_number: numbers[1], content: 'The market opens at eight.', tts_lang: 'en-GB' })
      send({ message_type: 'chat', to_number: numbers[2], content: 'Did you find the washing station?' })
      send({ message_type: 'ussd', to_number: '*182*6*1#' })
      send({ message_type: 'text', to_number: numbers[4], content: 'A trial: nobody gets this.', simulated: true })
    }),
    on(10, 9, () => {
      receive(numbers[1]!, 'call', null)
      const answer = receive(numbers[2]!, 'chat', 'Yes, behind the school.')
      updateMessage(world, world.collection(messages).get(answer.id)!, { starred: true, vars: { place: 'school' } })
    }),
    // Sent too early, and taken back at once.
    on(10, 10, () => {
      const content = 'The price of coffee is 4800 a kilo.'
      cancelMessage(world, send({ message_type: 'text', to_number: numbers[5], content }))
      const given = { ...PLAIN, message_type: 'text', to_numbers: numbers.slice(5, 8), content } as const
      atOnce(cancelBroadcast(world, sendBroadcast(world, project, given, 'web')))
    }),
  ]
}
