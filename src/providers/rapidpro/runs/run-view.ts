import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import { anonDisplay } from '../contacts/contact-view.ts'
import { type Contact, contacts } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { uuidOf } from '../dialect/ids.ts'
import { NONE, instant, objectRef } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { identityOfStored, readable, schemeOf } from '../dialect/urns.ts'
import { flows } from '../flows/flow.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Run } from './run.ts'
import { EXIT_TYPES, type ExitType, isExit } from './statuses.ts'

const record = { additionalProperties: false } as const

/** How a run names its contact: with the first of its URNs, as it is and as people read it. */
const contactSummary = viewOf<Contact>()('ContactSummaryRef', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [orNull(Type.String()), ({ name }) => name],
  urn: [
    orNull(Type.String({ description: 'The first of its URNs; the path is hidden in anonymous workspaces.' })),
    ({ urns: [first] }, world) =>
      first === undefined ? null : workspaceOf(world).anon ? `${schemeOf(first)}:********` : identityOfStored(first),
  ],
  urn_display: [
    orNull(Type.String({ description: 'The same as people read it; null in anonymous workspaces.' })),
    ({ urns: [first] }, world) => (first === undefined || workspaceOf(world).anon ? null : readable(first)),
  ],
  anon_display: [
    Type.Optional(Type.String({ description: 'In anonymous workspaces, what stands for the address.' })),
    (row, world) => (workspaceOf(world).anon ? anonDisplay(row) : undefined),
  ],
})

const stepSchema = Type.Object(
  { node: Type.String({ format: 'uuid' }), time: Type.String({ format: 'date-time' }) },
  { ...record, title: 'RunStep' },
)

const valueSchema = Type.Object(
  {
    name: Type.String(),
    value: Type.String(),
    category: orNull(Type.String()),
    node: Type.String({ format: 'uuid' }),
    time: Type.String({ format: 'date-time' }),
  },
  { ...record, title: 'RunValue' },
)

/** How a run looks; whoever asks for no paths gets null in their place. */
export const runView = viewOf<Run, boolean | void>()('Run', {
  id: [Type.Integer(), ({ id }) => Number(id)],
  uuid: [Type.String({ format: 'uuid' }), ({ id }, world) => uuidOf(Number(id), workspaceOf(world).run_uuids)],
  flow: [objectRef.schema, ({ flow }, world) => objectRef.json(world.collection(flows).get(flow)!, world)],
  contact: [
    contactSummary.schema,
    ({ contact }, world) => contactSummary.json(world.collection(contacts).get(contact)!, world),
  ],
  start: [
    orNull(Type.Object({ uuid: Type.String({ format: 'uuid' }) }, { ...record, title: 'StartRef' })),
    ({ start }) => (start === null ? null : { uuid: start }),
  ],
  responded: [Type.Boolean({ description: 'Whether the contact answered.' }), ({ responded }) => responded],
  path: [
    orNull(Type.Array(stepSchema, { description: 'The nodes that it came to; null where `paths` is no.' })),
    ({ path }, _world, hidesPath) =>
      hidesPath ? null : path.length === 0 ? NONE : path.map(({ node, time }) => ({ node, time: formatTime(time) })),
  ],
  values: [
    Type.Record(Type.String(), valueSchema, { description: 'What was found out, by the key of the result.' }),
    ({ values }) =>
      Object.fromEntries(
        Object.entries(values).map(([key, { name, value, category, node, time }]) => [
          key,
          { name, value, category, node, time: formatTime(time) },
        ]),
      ),
  ],
  created_on: [instant('When it began.'), ({ created_on }) => formatTime(created_on)],
  modified_on: [instant('When it last went on.'), ({ modified_on }) => formatTime(modified_on)],
  exited_on: [orNull(instant('When it ended.')), ({ exited_on }) => formatTimeOrNull(exited_on)],
  exit_type: [
    orNull(Type.Unsafe<ExitType>({ type: 'string', enum: [...EXIT_TYPES], description: 'How it ended.' })),
    ({ status }) => (isExit(status) ? status : null),
  ],
})
