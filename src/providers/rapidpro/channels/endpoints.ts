import { list } from '../dialect/endpoints.ts'
import { textFilter } from '../dialect/filters.ts'
import { activeChannel, channelRows, channelView } from './channel.ts'

export const listChannels = list({
  id: 'rapidpro.listChannels',
  path: '/api/v2/channels.json',
  summary: 'Lists the channels of the workspace, newest first.',
  tag: 'Channels',
  scope: 'v2',
  view: channelView,
  filters: {
    uuid: textFilter('Only the channel with this uuid.'),
    address: textFilter('Only channels with exactly this address.'),
  },
  rows: channelRows,
  select: ({ world, query: { uuid, address } }) => ({
    ...(uuid !== undefined && { only: activeChannel(world, uuid) ?? null }),
    where: [
      { field: 'is_active', is: 'equals', value: true },
      ...(address === undefined ? [] : [{ field: 'address', is: 'equals', value: address } as const]),
    ],
  }),
})
