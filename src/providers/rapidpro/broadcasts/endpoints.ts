import { SOMEBODY } from '../../../http/example.ts'
import { list, write } from '../dialect/endpoints.ts'
import { integerFilter, timeConditions, timeFilters, uuidFilter } from '../dialect/filters.ts'
import { numberOf } from '../dialect/ids.ts'
import { bucketAddress } from '../media/bucket.ts'
import { broadcastRows, broadcastView } from './broadcast.ts'
import { broadcastBody, broadcastRule } from './broadcast-body.ts'
import { createBroadcast as create } from './create-broadcast.ts'

const common = { path: '/api/v2/broadcasts.json', tag: 'Broadcasts', scope: 'v2.broadcasts' }

export const listBroadcasts = list({
  ...common,
  id: 'rapidpro.listBroadcasts',
  summary: 'Lists broadcasts, newest first.',
  view: broadcastView,
  variant: bucketAddress,
  filters: {
    id: integerFilter('Only the broadcast with this number.'),
    uuid: uuidFilter('Only the broadcast with this uuid.'),
    ...timeFilters('created_on'),
  },
  rows: broadcastRows,
  select: ({ world, caller, query }) => {
    const { id, uuid } = query
    const where = timeConditions('created_on', query)
    if (id === undefined && uuid === undefined) return { where }
    const number = uuid === undefined ? id : numberOf(uuid, caller.workspace.broadcast_uuids)
    return {
      where,
      only: id === undefined || id === number ? (broadcastRows(world).get(String(number)) ?? null) : null,
    }
  },
})

export const createBroadcast = write({
  ...common,
  id: 'rapidpro.createBroadcast',
  summary: 'Sends a text to contacts, URNs and groups. Recipients are found and written to as time passes.',
  example: () => ({
    body: {
      urns: [`tel:${SOMEBODY}`, 'tel:+12065550102'],
      text: { eng: 'We open at 8:00 tomorrow.', kin: 'Ejo dufungura saa 8:00.' },
      base_language: 'eng',
    },
  }),
  view: broadcastView,
  variant: bucketAddress,
  body: broadcastBody,
  rule: broadcastRule,
  create: ({ world, body }) => create(world, body),
})
