import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { triggeredBy } from '../services/triggered.ts'
import { messageCameAgain } from './events.ts'
import { type Message, messages } from './message.ts'

/** Runs again the services that an incoming message triggers. @throws Problem where it is not incoming, or they still run */
export function receiveAgain(world: World, message: Message): void {
  if (message.direction !== 'incoming' || message.status === 'processing')
    throw new Problem('conflict', 'Only an incoming message that services are done with has its services run again.')
  if (triggeredBy(world, message).length === 0) return
  world.collection(messages).update(message, { status: 'processing', time_updated: Math.floor(world.now / 1000) })
  world.publish(messageCameAgain, { provider: 'telerivet', message: message.id })
}
