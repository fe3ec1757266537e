import type { World } from '../core/world.ts'
import { Problem } from './problem.ts'
import { ATTEMPT, type Webhook, standingOf, webhooks } from './webhook.ts'
import { begin, leaveQueue } from './webhook-queue.ts'

/**
 * Keeps a webhook back until it is released; those behind it in its queue go on without it. One that is held already stays so.
 * @throws Problem `conflict` where it is done with, or being tried
 */
export function holdWebhook(world: World, webhook: Webhook): Webhook {
  const { state, due } = standingOf(world, webhook)
  if (state === 'held') return webhook
  if (state === 'made' || state === 'given_up')
    throw new Problem(
      'conflict',
      `The webhook ${webhook.id} ${ENDED[state]}: only what is still owed can be held. To see what a second call does, resend it.`,
    )
  refuseUnderWay(webhook, state)
  world.clock.callOff(ATTEMPT, 'webhook', webhook.id)
  return world.collection(webhooks).update(leaveQueue(world, webhook), { held: due ?? world.now })
}

/**
 * Lets a webhook go that was held: when its attempt was due, or at once where that is past. One that is owed and not held
 * stays as it is. @throws Problem `conflict` where it is done with
 */
export function releaseWebhook(world: World, webhook: Webhook): Webhook {
  if (webhook.done !== undefined)
    throw new Problem(
      'conflict',
      `The webhook ${webhook.id} ${ENDED[webhook.done]}: there is nothing to release. To make it again, resend it.`,
    )
  if (webhook.held === undefined) return webhook
  const { held, ...others } = webhook
  const row = world.collection(webhooks).replace(webhook, others)
  begin(world, row, held - world.now)
  return row
}

/**
 * Makes the call now, whoever moves the clock, as one more attempt; ends once its provider has heard of it. What was done
 * with is owed again until then, and where the receiver fails it is tried again if its schedule has a further attempt.
 * @throws Problem `conflict` where it is just being tried; Refusal `gone` where the world ends meanwhile
 */
export async function resendWebhook(world: World, webhook: Webhook): Promise<void> {
  const { state } = standingOf(world, webhook)
  refuseUnderWay(webhook, state)
  if (!world.clock.find(ATTEMPT, 'webhook', webhook.id)) {
    const left = leaveQueue(world, webhook)
    const { held: _held, done: _done, ...others } = left
    begin(world, world.collection(webhooks).replace(left, others))
  }
  await world.clock.hurry(ATTEMPT, 'webhook', webhook.id)
  if (world.clock.retired) throw world.clock.ending.reason as Error
}

const ENDED = { made: 'was made', given_up: 'was given up' } as const

function refuseUnderWay({ id }: Webhook, state: string): void {
  if (state === 'under_way')
    throw new Problem(
      'conflict',
      `The webhook ${id} is being tried just now, and its receiver's answer is awaited. Ask again once that is over.`,
    )
}
