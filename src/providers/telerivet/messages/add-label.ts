import type { World } from '../../../core/world.ts'
import { type Message, type MessageExtra, messages } from './message.ts'

/** Puts a label on a message, which may have it already. */
export function addLabel(world: World, message: Message, label: string): void {
  const before = message.extra?.label_ids ?? []
  if (!before.includes(label)) setLabels(world, message, [...before, label])
}

/** Takes a label off a message, which may not have it. */
export function removeLabel(world: World, message: Message, label: string): void {
  const before = message.extra?.label_ids ?? []
  if (before.includes(label))
    setLabels(
      world,
      message,
      before.filter((id) => id !== label),
    )
}

function setLabels(world: World, message: Message, label_ids: readonly string[]): void {
  const { label_ids: _before, ...others } = message.extra ?? {}
  const extra: MessageExtra = label_ids.length === 0 ? others : { ...others, label_ids }
  world.collection(messages).update(message, { extra, time_updated: Math.floor(world.now / 1000) })
}
