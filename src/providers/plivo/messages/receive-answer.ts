import type { World } from '../../../core/world.ts'
import { readFields } from '../../../http/field.ts'
import { type Issue, Problem } from '../../../http/problem.ts'
import type { Attempt, OutboundCall } from '../../../http/outbound-call.ts'
import type { Caller } from '../dialect/caller.ts'
import { type ReplyMessage, repliesIn } from '../webhooks/xml-reply.ts'
import { checkSend, type SendInput } from './check-send.ts'
import { type Message, messages } from './message.ts'
import { sendFields } from './message-fields.ts'
import { sendMessage } from './send-message.ts'
import { authIdOf } from '../subaccounts/subaccount.ts'

/** An application took a message that came in, and may reply to it; or it never did. */
export function messageAnswered({ call, ok, outcome, last }: Attempt, world: World): readonly OutboundCall[] {
  const inbound = call.about?.['inbound']
  const row = typeof inbound === 'string' ? world.collection(messages).get(inbound) : undefined
  if (!row || !last) return []
  const state = ok ? 'delivered' : 'undelivered'
  const now = world.collection(messages).update(row, { state, updatedAt: world.clock.micros() })
  for (const reply of ok ? repliesIn(outcome) : []) send(world, now, reply)
  // What is owed for the replies was owed when they were queued.
  return []
}

/** A reply is a send like any other; one that cannot be sent is left out. */
function send(
  world: World,
  { owner }: Message,
  { src, dst, type, callbackUrl, callbackMethod, text }: ReplyMessage,
): void {
  const issues: Issue[] = []
  const caller: Caller = { authId: authIdOf(world, owner), subaccount: owner }
  const input: SendInput = readFields(
    sendFields,
    { src, dst, type, text, url: callbackUrl, method: callbackMethod },
    [],
    issues,
    { world, caller, query: {} },
  )
  if (issues.length > 0) return
  try {
    sendMessage(world, checkSend(world, caller, input).outgoing, '')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}
