import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { takeOff } from '../messages/forget-label.ts'
import { find, getOne, getOrCreate, query, relate, remove, update } from '../dialect/endpoints.ts'
import { label as nameField, maybe } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, filter } from '../dialect/filters.ts'
import { varsField } from '../dialect/vars.ts'
import { addLabel, removeLabel } from '../messages/add-label.ts'
import { messageFilters, messageParameters, withinGroup } from '../messages/filters.ts'
import { messageResource } from '../messages/message-view.ts'
import { deleteLabel } from './delete-label.ts'
import { getOrCreateLabel } from './get-or-create-label.ts'
import { labelResource } from './label.ts'
import { updateLabel } from './update-label.ts'

const UNIQUE = 'Unique within the project, whatever the case.'

const one = '/v1/projects/{project_id}/labels/{label_id}'

/** What one can do with labels. */
export const labelEndpoints = [
  query(labelResource, {
    id: 'telerivet.queryLabels',
    path: '/v1/projects/{project_id}/labels',
    summary: 'Lists the labels of a project that every given filter keeps.',
    permission: 'View messages',
    filters: { name: filter(TEXT, TEXTUAL) },
    sorts: ['name'],
  }),
  getOrCreate(labelResource, {
    id: 'telerivet.getOrCreateLabel',
    path: '/v1/projects/{project_id}/labels',
    summary: 'Finds the label of a name, or creates it.',
    permission: 'Send messages',
    example: () => ({ body: { name: 'Urgent' } }),
    name: nameField(UNIQUE),
    make: getOrCreateLabel,
  }),
  getOne(labelResource, {
    id: 'telerivet.getLabel',
    path: one,
    summary: 'Answers a label.',
    permission: 'View messages',
  }),
  update(labelResource, {
    id: 'telerivet.updateLabel',
    path: one,
    summary: 'Changes what is given of a label.',
    permission: 'Send messages',
    example: () => ({ body: { name: 'Questions of price', vars: { colour: 'red' } } }),
    body: { name: maybe(nameField(UNIQUE)), vars: varsField },
    change: (label, { world, caller, body }) => updateLabel(world, caller.project, label, body),
  }),
  remove(labelResource, {
    id: 'telerivet.deleteLabel',
    path: one,
    summary: 'Deletes a label; its messages stay.',
    permission: 'Send messages',
    discard(label, call) {
      const { world } = call
      const end = () => deleteLabel(world, find(labelResource, call))
      return inSlicesOf(world, takeOff(world, label.id), end)
    },
  }),
  query(messageResource, {
    id: 'telerivet.queryLabelMessages',
    path: `${one}/messages`,
    summary: 'Lists the messages that have a label.',
    permission: 'View messages',
    filters: messageFilters,
    parameters: messageParameters,
    within: (call) => [
      { field: ['extra', 'label_ids'], is: 'includes', value: find(labelResource, call).id },
      ...withinGroup(call),
    ],
  }),
  relate('put', [labelResource, messageResource], {
    id: 'telerivet.addLabel',
    path: `${one}/messages/{message_id}`,
    summary: 'Puts a label on a message, which may have it already.',
    permission: 'Send messages',
    act: (world, label, message) => addLabel(world, message, label.id),
  }),
  relate('delete', [labelResource, messageResource], {
    id: 'telerivet.removeLabel',
    path: `${one}/messages/{message_id}`,
    summary: 'Takes a label off a message, which may not have it.',
    permission: 'Send messages',
    act: (world, label, message) => removeLabel(world, message, label.id),
  }),
]
