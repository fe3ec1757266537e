import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { choice, list, text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { CLASSIFIER_TYPES, classifierRows, classifierView } from './classifier.ts'
import { createClassifier } from './create-classifier.ts'
import { updateIntents } from './update-classifier.ts'

const intents = list('What can be meant.', text('An intent.', { min: 1, max: 255 }), { max: 1000 })

/** Classifiers are connected on the web pages alone; the API lists them. */
export const classifierPages = webPages({
  noun: 'classifier',
  nouns: 'classifiers',
  view: classifierView,
  rows: (world: World) => classifierRows(world).all().toArray(),
  create: {
    description: 'It is listed from then on; nobody is asked what somebody means.',
    body: {
      name: text('What it is called.', { min: 1, max: 255 }),
      type: withDefault(choice('Whose it is.', CLASSIFIER_TYPES), 'wit'),
      intents: withDefault(intents, []),
    },
    example: () => ({ name: 'Crop Q&A', type: 'wit', intents: ['ask_price', 'report_pest'] }),
    make: createClassifier,
  },
  change: {
    description: 'As if the platform had asked it again what it knows.',
    body: { intents: optional(intents) },
    example: () => ({ intents: ['ask_price'] }),
    apply: (world, row, asked) => updateIntents(world, row, asked.intents ?? row.intents),
  },
  remove: {
    description: 'It is in no list from then on.',
    discard: (world, row) => classifierRows(world).delete(row),
  },
})
