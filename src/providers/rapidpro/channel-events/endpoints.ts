import { list } from '../dialect/endpoints.ts'
import { integerFilter, textFilter, timeConditions, timeFilters } from '../dialect/filters.ts'
import { channelEventRows, channelEventView } from './channel-event.ts'

export const listChannelEvents = list({
  id: 'rapidpro.listChannelEvents',
  path: '/api/v2/channel_events.json',
  summary: 'Lists what happened between channels and contacts besides messages, newest first. Deprecated.',
  tag: 'Channels',
  scope: 'v2',
  view: channelEventView,
  filters: {
    id: integerFilter('Only the event with this number.'),
    contact: textFilter('Only events of the contact with this uuid.'),
    ...timeFilters('created_on'),
  },
  rows: channelEventRows,
  select: ({ world, query }) => ({
    ...(query.id !== undefined && { only: channelEventRows(world).get(String(query.id)) ?? null }),
    where: [
      ...(query.contact === undefined ? [] : [{ field: 'contact', is: 'equals', value: query.contact } as const]),
      ...timeConditions('created_on', query),
    ],
  }),
})
