import { takeOff } from '../messages/lose-label.ts'
import { latest } from '../../../http/example.ts'
import { list, remove, write } from '../dialect/endpoints.ts'
import { textFilter, uuidFilter, uuidParameter } from '../dialect/filters.ts'
import { refuseOneMore } from '../dialect/guards.ts'
import { oneBy } from '../dialect/lookups.ts'
import { isNamed, uniqueName } from '../dialect/names.ts'
import { onceDone } from '../dialect/once-done.ts'
import { createLabel } from './create-label.ts'
import { deleteLabel as discard } from './delete-label.ts'
import { type Label, labelRows, labelView, labels } from './label.ts'
import { updateLabel } from './update-label.ts'

const common = { path: '/api/v2/labels.json', tag: 'Labels', scope: 'v2' }

const parameters = { uuid: uuidParameter('The label with this uuid.') }

const byUuid = (needed: boolean) =>
  oneBy('uuid', 'Label', (world, uuid): Label | undefined => labelRows(world).get(uuid), needed)

export const listLabels = list({
  ...common,
  id: 'rapidpro.listLabels',
  summary: 'Lists labels of messages, newest first.',
  view: labelView,
  filters: {
    uuid: uuidFilter('Only the label with this uuid.'),
    name: textFilter('Only the label with this name, whatever the case.'),
  },
  exclusive: ['uuid', 'name'],
  rows: labelRows,
  select: ({ world, query: { uuid, name } }) => {
    if (uuid !== undefined) return { only: labelRows(world).get(uuid) ?? null }
    if (name !== undefined) return { only: labelRows(world).all().find(isNamed(name)) ?? null }
    return {}
  },
})

export const writeLabel = write({
  ...common,
  id: 'rapidpro.writeLabel',
  summary: 'Creates a label, or renames the one that `uuid` in the URL names.',
  example: () => ({ body: { name: 'Screened' } }),
  view: labelView,
  lookup: { parameters, find: byUuid(false) },
  guard: (call) => refuseOneMore(call, labelRows(call.world).size),
  body: { name: uniqueName((world) => labelRows(world).all()) },
  create: ({ world, body }) => createLabel(world, body),
  update: ({ world, body }, label: Label) => updateLabel(world, label, body),
})

export const deleteLabel = remove({
  ...common,
  id: 'rapidpro.deleteLabel',
  summary: 'Deletes a label; its messages stay.',
  example: (demo) => ({ query: { uuid: latest(demo, labels) } }),
  lookup: { parameters, find: byUuid(true) },
  remove: (call, label: Label) => onceDone(call, label, takeOff, discard),
})
