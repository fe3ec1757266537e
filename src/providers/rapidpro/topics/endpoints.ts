import { list, write } from '../dialect/endpoints.ts'
import { uuidParameter } from '../dialect/filters.ts'
import { refuseOneMore, refuseSystem } from '../dialect/guards.ts'
import { oneBy } from '../dialect/lookups.ts'
import { uniqueName } from '../dialect/names.ts'
import { createTopic } from './create-topic.ts'
import { type Topic, topicRows, topicView } from './topic.ts'
import { updateTopic } from './update-topic.ts'

/** Topics that a workspace may have besides the one that it begins with. */
const MOST = 50

const common = { path: '/api/v2/topics.json', tag: 'Tickets', scope: 'v2' }

export const listTopics = list({
  ...common,
  id: 'rapidpro.listTopics',
  summary: 'Lists what tickets can be about, newest first.',
  view: topicView,
  filters: {},
  rows: topicRows,
  select: () => ({}),
})

export const writeTopic = write({
  ...common,
  id: 'rapidpro.writeTopic',
  summary: 'Creates a topic, or renames the one that `uuid` in the URL names.',
  example: () => ({ body: { name: 'Test results' } }),
  view: topicView,
  lookup: {
    parameters: { uuid: uuidParameter('The topic with this uuid.') },
    find: oneBy('uuid', 'Topic', (world, uuid): Topic | undefined => topicRows(world).get(uuid)),
  },
  guard(call) {
    refuseSystem(call, 'modify')
    refuseOneMore(call, topicRows(call.world).size - 1, MOST)
  },
  body: { name: uniqueName((world) => topicRows(world).all()) },
  create: ({ world, body }) => createTopic(world, body.name),
  update: ({ world, body }, topic: Topic) => updateTopic(world, topic, body),
})
