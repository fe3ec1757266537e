import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { list, number, text, yesOrNo } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { changeFlow } from './change-flow.ts'
import { exampleExport } from './definition/example.ts'
import { LARGEST_EXPORT, exportBody } from './definition/export.ts'
import { deleteFlow } from './delete-flow.ts'
import { type Flow, activeFlows, flowView } from './flow.ts'
import { importExport } from './import-flows.ts'

const flowPageView = viewOf<Flow>()('Flow on its page', {
  ...flowView.members,
  definition: [
    Type.Object(
      {},
      { additionalProperties: true, description: 'What its editor shows: nodes with actions and routers.' },
    ),
    ({ definition }) => definition,
  ],
})

/** Flows are drawn on the web pages alone, or come in exports; the API lists and starts them. */
export const flowPages = webPages({
  noun: 'flow',
  nouns: 'flows',
  view: flowPageView,
  rows: (world: World) => activeFlows(world),
  imports: {
    description:
      'Takes an export as the service writes it. A flow that is here by its uuid, or by its name and type, is overwritten and taken out of the archive; the others are made. Flows and their parts get uuids of their own. Fields, groups and labels that are missing are made; campaigns of a name that is here get the events of the export.',
    bodyLimit: LARGEST_EXPORT,
    body: exportBody,
    example: exampleExport,
    take: importExport,
  },
  change: {
    description: 'Whoever is in a flow that goes into the archive is interrupted.',
    body: {
      name: optional(text('What it is called.', { min: 1, max: 64, pattern: /^[^"\\]*\S[^"\\]*$/ })),
      expires: optional(number('Minutes after which whoever does not answer leaves it.', { whole: true, min: 0 })),
      archived: optional(yesOrNo('Whether it lies in the archive.')),
      labels: optional(
        list('Names of its labels, in place of those that it has.', text('One.', { min: 1, max: 64 }), { max: 100 }),
      ),
    },
    example: () => ({ labels: ['Surveys'] }),
    apply: changeFlow,
  },
  remove: {
    description: 'Whoever is in it is interrupted. Runs still name it.',
    discard: (world, flow) => inSlicesOf(world, deleteFlow(world, flow)),
  },
})
