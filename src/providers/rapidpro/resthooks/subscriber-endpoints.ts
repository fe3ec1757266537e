import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import { list, remove, write } from '../dialect/endpoints.ts'
import { integerFilter, integerLookup, textFilter } from '../dialect/filters.ts'
import { lookupOf, mustExist } from '../dialect/lookups.ts'
import { createSubscriber } from './create-subscriber.ts'
import { deleteSubscriber } from './delete-subscriber.ts'
import { resthooks } from './resthook.ts'
import { subscriberBody, subscriberRule } from './subscriber-body.ts'
import { type Subscriber, subscriberRows, subscriberView, subscribers } from './subscriber.ts'

const common = { path: '/api/v2/resthook_subscribers.json', tag: 'Resthooks', scope: 'v2' }

export const listResthookSubscribers = list({
  ...common,
  id: 'rapidpro.listResthookSubscribers',
  summary: 'Lists who is called when flows reach resthooks, newest first.',
  view: subscriberView,
  filters: {
    id: integerFilter('Only the subscriber with this number.'),
    resthook: textFilter('Only subscribers of the resthook with this slug.'),
  },
  rows: subscriberRows,
  select: ({ world, query: { id, resthook } }) => ({
    where: resthook === undefined ? [] : [{ field: 'resthook', is: 'equals', value: resthook }],
    only: id === undefined ? undefined : (subscriberRows(world).get(String(id)) ?? null),
  }),
})

export const createResthookSubscriber = write({
  ...common,
  id: 'rapidpro.createResthookSubscriber',
  summary: 'Subscribes an address to a resthook.',
  example: (world: World) => ({
    body: { resthook: latest(world, resthooks), target_url: 'http://127.0.0.1:8080/visits' },
  }),
  view: subscriberView,
  body: subscriberBody,
  rule: subscriberRule,
  create: ({ world, body: { resthook, target_url } }) => createSubscriber(world, resthook, target_url),
})

export const deleteResthookSubscriber = remove({
  ...common,
  id: 'rapidpro.deleteResthookSubscriber',
  summary: 'Ends a subscription.',
  example: (world: World) => ({ query: { id: latest(world, subscribers) } }),
  lookup: {
    parameters: { id: integerLookup('The subscriber with this number.') },
    find: (call) => {
      const { value } = lookupOf(call, ['id'], { needed: true })!
      return mustExist(subscriberRows(call.world).get(value), 'ResthookSubscriber')
    },
  },
  remove: ({ world }, subscriber: Subscriber) => deleteSubscriber(world, subscriber),
})
