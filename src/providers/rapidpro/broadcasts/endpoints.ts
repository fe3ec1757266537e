import { SOMEBODY } from '../../../http/example.ts'
import { list, write } from '../dialect/endpoints.ts'
import { integerFilter, timeConditions, timeFilters, uuidFilter } from '../dialect/filters.ts'
import { numberOf } from '../dialect/ids.ts'
import { asAttachment } from '../media/media.ts'
import { broadcastRows, broadcastView } from './broadcast.ts'
import { continueBroadcast } from './send-broadcast.ts'
import { broadcastBody, broadcastRule } from './broadcast-body.ts'
import { moment } from '../dialect/times.ts'

const common = { path: '/api/v2/broadcasts.json', tag: 'Broadcasts', scope: 'v2.broadcasts' }

export const listBroadcasts = list({
  ...common,
  id: 'rapidpro.listBroadcasts',
  summary: 'Lists broadcasts, newest first.',
  view: broadcastView,
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
  body: broadcastBody,
  rule: broadcastRule,
  create: ({ world, body }) => {
    const {
      urns = [],
      contacts = [],
      groups = [],
      text = NOTHING,
      attachments = NOTHING,
      quick_replies = NOTHING,
    } = body
    const languages = [...new Set([...text.keys(), ...attachments.keys(), ...quick_replies.keys()])]
    const byLanguage = <T>(of: (language: string) => T): Record<string, T> =>
      Object.fromEntries(languages.map((one) => [one, of(one)]))
    const broadcast = broadcastRows(world).insert({
      id: String(world.random.count('rapidpro.broadcast')),
      sequence: 0,
      status: 'pending',
      total: -1,
      started: 0,
      urns: [...new Set(urns)],
      contacts: [...new Set(contacts.map(({ id }) => id))],
      groups: [...new Set(groups.map(({ id }) => id))],
      text: byLanguage((one) => text.get(one) ?? null),
      attachments: byLanguage((one) => (attachments.get(one) ?? []).map(asAttachment)),
      quick_replies: byLanguage((one) => quick_replies.get(one) ?? []),
      base_language: body.base_language ?? languages[0]!,
      created_on: moment(world),
      waiting: [],
    })
    continueBroadcast(world, broadcast)
    return broadcast
  },
})

const NOTHING = new Map<string, never>()
