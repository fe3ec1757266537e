import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Classifier, classifierRows } from './classifier.ts'

/** Connects a classifier with what it knows. */
export const createClassifier = (
  world: World,
  { name, type, intents }: Pick<Classifier, 'name' | 'type' | 'intents'>,
): Classifier =>
  classifierRows(world).insert({
    id: world.random.uuid('rapidpro.classifier'),
    sequence: 0,
    name,
    type,
    intents: [...new Set(intents)],
    created_on: moment(world),
  })
