import { type DataOf, eventKind } from '../../../core/events.ts'

/** A channel is out of use. */
export const channelReleased = eventKind<{ provider: 'rapidpro'; channel: string }>()('rapidpro.channel.released')
export type ChannelReleased = DataOf<typeof channelReleased>
