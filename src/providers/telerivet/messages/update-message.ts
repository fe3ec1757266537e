import { changedFields } from '../../../core/store/changed-fields.ts'
import type { World } from '../../../core/world.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { type MessageUpdate, messageChanged } from './events.ts'
import { type Message, messages } from './message.ts'

/** What a caller may change of a message. */
export interface MessageChanges {
  starred?: boolean | undefined
  vars?: VarChanges | undefined
  /** Empty or null to have none. */
  error_message?: string | null | undefined
}

/** Changes what is given of a message. @throws Problem before anything is changed */
export function updateMessage(world: World, message: Message, given: MessageChanges): Message {
  const { starred = message.starred, vars, error_message } = given
  const change = {
    starred,
    vars: mergeVars(message.vars, vars),
    ...(error_message !== undefined && { extra: withError(message, error_message ?? '') }),
  }
  const changed = changedFields(message, change)
  if (changed.length === 0) return message
  world.collection(messages).update(message, { ...change, time_updated: Math.floor(world.now / 1000) })
  const updates = updatesOf(message, change)
  world.publish(messageChanged, { provider: 'telerivet', message: message.id, changed, updates })
  // Whoever listened may have changed it again.
  return world.collection(messages).get(message.id)!
}

/** What is marked otherwise: its error message is no mark. */
function updatesOf(before: Message, { starred, vars }: Pick<Message, 'starred' | 'vars'>): MessageUpdate[] {
  const names = Object.keys({ ...before.vars, ...vars }).filter((name) => before.vars[name] !== vars[name])
  return [
    ...(starred === before.starred ? [] : [{ update_type: 'set_starred' } as const]),
    ...names.map((variable) => ({ update_type: 'set_variable', variable }) as const),
  ]
}

/** What a message has besides, with another error message, or none. */
function withError({ extra }: Message, error_message: string): Message['extra'] {
  if (error_message === (extra?.error_message ?? '')) return extra
  const { error_message: _before, ...others } = extra ?? {}
  if (error_message !== '') return { ...others, error_message }
  return others
}
