import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { DEFAULT_TOPIC, type Topic, topicRows } from './topic.ts'

/** The topic that every workspace has. */
export const createDefaultTopic = (world: World): Topic => insert(world, DEFAULT_TOPIC, true)

export const createTopic = (world: World, name: string): Topic => insert(world, name, false)

const insert = (world: World, name: string, system: boolean): Topic =>
  topicRows(world).insert({
    id: world.random.uuid('rapidpro.topic'),
    sequence: 0,
    name,
    system,
    open: 0,
    closed: 0,
    created_on: moment(world),
  })
