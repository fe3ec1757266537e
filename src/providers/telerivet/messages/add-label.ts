import type { World } from '../../../core/world.ts'
import { type MessageUpdate, messageChanged } from './events.ts'
import { type Message, type MessageExtra, messages } from './message.ts'

/** Puts a label on a message, which may have it already. */
export function addLabel(world: World, message: Message, label: string): void {
  const before = labelsOf(message)
  if (before.includes(label)) return
  setLabels(world, message, [...before, label])
  tell(world, message, { update_type: 'add_label', label_id: label })
}

/** Takes a label off a message, which may not have it. */
export function removeLabel(world: World, message: Message, label: string): void {
  if (!labelsOf(message).includes(label)) return
  dropLabel(world, message, label)
  tell(world, message, { update_type: 'remove_label', label_id: label })
}

/** The same of a label that is gone, which is told of for itself. */
export const dropLabel = (world: World, message: Message, label: string): void =>
  setLabels(
    world,
    message,
    labelsOf(message).filter((id) => id !== label),
  )

const labelsOf = ({ extra }: Message): readonly string[] => extra?.label_ids ?? []

const tell = (world: World, { id }: Message, update: MessageUpdate): void =>
  void world.publish(messageChanged, { provider: 'telerivet', message: id, changed: ['extra'], updates: [update] })

function setLabels(world: World, message: Message, label_ids: readonly string[]): void {
  const { label_ids: _before, ...others } = message.extra ?? {}
  const extra: MessageExtra = label_ids.length === 0 ? others : { ...others, label_ids }
  world.collection(messages).update(message, { extra, time_updated: Math.floor(world.now / 1000) })
}
