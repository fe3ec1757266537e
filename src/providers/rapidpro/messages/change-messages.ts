import { type Slices, together } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { messagesChanged } from './events.ts'
import { type Message, isVisible, messageRows } from './message.ts'

type Extra = NonNullable<Message['extra']>

/** What becomes of a message; undefined where it stays as it is. */
type Change = (message: Message) => Partial<Message> | undefined

/** Changes incoming messages, and says so once: which labels have how many visible messages more or fewer. */
function changeAll(world: World, given: Iterable<Message>, change: Change): void {
  const rows = messageRows(world)
  const changed: string[] = []
  const counts: Record<string, number> = {}
  const count = (message: Message, by: number): void => {
    if (isVisible(message)) for (const label of message.extra?.labels ?? []) counts[label] = (counts[label] ?? 0) + by
  }
  for (const one of given) {
    const before = rows.now(one)
    const changes = before && change(before)
    if (!before || !changes) continue
    const after = rows.update(before, changes)
    changed.push(after.id)
    count(before, -1)
    count(after, 1)
  }
  if (changed.length > 0) world.publish(messagesChanged, { provider: 'rapidpro', messages: changed, counts })
}

/** The same with other particulars; null where none is left. */
function extraWith({ extra }: Message, changes: { [K in keyof Extra]?: Extra[K] | undefined }): Message['extra'] {
  const left = Object.entries({ ...extra, ...changes }).filter(([, value]) => value !== undefined)
  return left.length === 0 ? null : (Object.fromEntries(left) as Extra)
}

/** Gives a label to messages that do not have it. They changed at one moment. */
export function addLabel(world: World, messages: Iterable<Message>, label: string): void {
  const modified_on = moment(world)
  changeAll(world, messages, (message) => {
    const labels = message.extra?.labels ?? []
    return labels.includes(label)
      ? undefined
      : { modified_on, extra: extraWith(message, { labels: [...labels, label] }) }
  })
}

/** Takes a label away from messages that have it. */
export function removeLabel(world: World, messages: Iterable<Message>, label: string): void {
  const modified_on = moment(world)
  changeAll(world, messages, (message) =>
    message.extra?.labels?.includes(label) ? { modified_on, extra: withoutLabel(message, label) } : undefined,
  )
}

/** Takes a label that goes away from messages that have it. They have not changed by that. */
export function dropLabel(world: World, messages: Iterable<Message>, label: string): void {
  changeAll(world, messages, (message) =>
    message.extra?.labels?.includes(label) ? { extra: withoutLabel(message, label) } : undefined,
  )
}

function withoutLabel(message: Message, label: string): Message['extra'] {
  const labels = message.extra?.labels?.filter((one) => one !== label) ?? []
  return extraWith(message, { labels: labels.length === 0 ? undefined : labels })
}

/** Archives messages that are visible, one after the other. They keep their labels. */
export function archiveMessages(world: World, messages: Iterable<Message>): void {
  changeAll(world, messages, (message) =>
    isVisible(message) ? { modified_on: moment(world), extra: extraWith(message, { archived: true }) } : undefined,
  )
}

/** Makes archived messages visible again, one after the other. */
export function restoreMessages(world: World, messages: Iterable<Message>): void {
  changeAll(world, messages, (message) =>
    message.extra?.archived
      ? { modified_on: moment(world), extra: extraWith(message, { archived: undefined }) }
      : undefined,
  )
}

/** Deletes messages for good: what they said is gone, and their labels. When they changed last stays as it was. */
export function blankMessages(world: World, messages: Iterable<Message>): void {
  changeAll(world, messages, (message) => (message.extra?.deleted ? undefined : { text: '', extra: { deleted: true } }))
}

/** Archives all that a contact has written, of which there may be very much: in the order in which it came. */
export function* archiveMessagesOf(world: World, contact: string): Slices<void> {
  const written = messageRows(world)
    .by('contact', contact)
    .filter(({ direction }) => direction === 'in')
  yield* together(written, (some) => archiveMessages(world, some))
}
