import type { World } from '../../../core/world.ts'
import { type Topic, topicRows } from './topic.ts'

/** Gives a topic another name; its tickets stay. */
export const updateTopic = (world: World, topic: Topic, { name }: Pick<Topic, 'name'>): Topic =>
  topicRows(world).update(topic, { name })
