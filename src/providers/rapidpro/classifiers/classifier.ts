import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

export const CLASSIFIER_TYPES = ['wit', 'luis', 'bothub'] as const

/** A service that tells what somebody means, connected to the workspace. */
export type Classifier = RowOf<typeof classifiers>

export const classifiers = defineCollection(
  'rapidpro.classifiers',
  {
    id: kept.uuid,
    name: kept.text,
    type: kept.oneOf(CLASSIFIER_TYPES),
    /** What can be meant. */
    intents: kept.listOf(kept.text),
    created_on: kept.micros,
  },
  { ids: 'rapidpro.classifier' },
)

export const classifierRows = (world: World) => world.collection(classifiers)

/** How it looks. */
export const classifierView = viewOf<Classifier>()('Classifier', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  intents: [Type.Array(Type.String(), { description: 'By name.' }), ({ intents }) => intents.toSorted()],
  type: [Type.Unsafe<Classifier['type']>({ type: 'string', enum: [...CLASSIFIER_TYPES] }), ({ type }) => type],
  created_on: [instant('When it was connected.'), ({ created_on }) => formatTime(created_on)],
})
