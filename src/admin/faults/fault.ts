import * as Type from 'typebox'
import { explain } from '../../http/faults/explain.ts'
import type { FaultRule } from '../../http/faults/rule.ts'
import { viewOf } from '../../http/view.ts'

/** How a fault rule looks. */
export const faultView = viewOf<FaultRule>()('Fault rule', {
  id: [Type.String(), ({ id }) => id],
  match: [Type.String(), ({ match }) => match],
  skip: [Type.Integer(), ({ skip }) => skip],
  times: [Type.Union([Type.Integer(), Type.Null()]), ({ times }) => times],
  stage: [Type.Union([Type.Literal('before'), Type.Literal('after')]), ({ stage }) => stage],
  effect: [
    Type.Object({ kind: Type.String() }, { additionalProperties: true }),
    ({ effect }) => (effect.kind === 'delay' ? { kind: 'delay', by: effect.delay / 1000 } : effect),
  ],
  met: [Type.Integer({ description: 'Matching calls so far.' }), ({ met }) => met],
  hits: [Type.Integer({ description: 'How many of them it hit.' }), ({ hits }) => hits],
  explanation: [Type.String({ description: 'The rule in a sentence.' }), (rule) => explain(rule)],
})
