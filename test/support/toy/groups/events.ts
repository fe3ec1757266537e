import { type DataOf, eventKind } from '../../../../src/core/events.ts'

/** A contact belongs to a group that it did not belong to. */
export const groupJoined = eventKind<{ provider: 'toy'; group: string; contact: string }>()('toy.group.joined')
export type GroupJoined = DataOf<typeof groupJoined>
