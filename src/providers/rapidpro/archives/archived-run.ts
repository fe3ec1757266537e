import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import { contacts } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { contactRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import type { Run } from '../runs/run.ts'
import { runView } from '../runs/run-view.ts'

const { id, uuid, flow, responded, created_on, modified_on, exited_on, exit_type } = runView.members

/** Steps that an archive holds of one run. */
const MOST_STEPS = 500

const text = Type.String()
const stepSchema = Type.Object({ node: text, time: text }, { additionalProperties: false, title: 'ArchivedStep' })
const valueSchema = Type.Object(
  { name: text, value: text, input: orNull(text), time: text, category: orNull(text), node: text },
  { additionalProperties: false, title: 'ArchivedValue' },
)

/** A run as archives hold it: with its first steps, and with what was answered. */
export const archivedRunView = viewOf<Run>()('Archived run', {
  id,
  uuid,
  flow,
  contact: [
    contactRef.schema,
    ({ contact }, world) => contactRef.json(world.collection(contacts).get(contact)!, world),
  ],
  responded,
  path: [
    Type.Array(stepSchema),
    ({ path }) => path.slice(0, MOST_STEPS).map(({ node, time }) => ({ node, time: formatTime(time) })),
  ],
  values: [
    Type.Record(text, valueSchema),
    ({ values }) =>
      Object.fromEntries(
        Object.entries(values).map(([key, { name, value, input, time, category, node }]) => [
          key,
          { name, value, input, time: formatTime(time), category, node },
        ]),
      ),
  ],
  created_on,
  modified_on,
  exited_on,
  exit_type,
})
