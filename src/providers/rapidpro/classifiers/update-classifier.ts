import type { World } from '../../../core/world.ts'
import { type Classifier, classifierRows } from './classifier.ts'

/** What a classifier knows from now on. */
export const updateIntents = (world: World, classifier: Classifier, intents: readonly string[]): Classifier =>
  classifierRows(world).update(classifier, { intents: [...new Set(intents)] })
