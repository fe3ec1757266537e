import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import { Reply } from '../../../http/message.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { isNamed } from '../dialect/names.ts'
import { createLabel } from '../labels/create-label.ts'
import { type Label, labelRows } from '../labels/label.ts'
import { actionBody, actionRule } from './action-body.ts'
import { addLabel, archiveMessages, blankMessages, removeLabel, restoreMessages } from './change-messages.ts'
import { type Message, messages } from './message.ts'

interface Asked {
  label?: Label | undefined
  label_name?: string | undefined
}

/** What is done to the messages that are there. */
const ACTIONS = {
  label: (world, found, { label, label_name }) => addLabel(world, found, (label ?? labelOf(world, label_name!)).id),
  unlabel: (world, found, { label, label_name }) => {
    const named =
      label ??
      labelRows(world)
        .all()
        .find(({ name }) => name === label_name)
    if (named) removeLabel(world, found, named.id)
  },
  archive: archiveMessages,
  restore: restoreMessages,
  delete: blankMessages,
} satisfies Record<string, (world: World, found: readonly Message[], asked: Asked) => void>

/** The label of a name, which is made where there is none yet. */
const labelOf = (world: World, name: string): Label =>
  labelRows(world).all().find(isNamed(name)) ?? createLabel(world, { name })

export const actOnMessages = endpoint({
  id: 'rapidpro.actOnMessages',
  method: 'post',
  path: '/api/v2/message_actions.json',
  summary: 'Labels, unlabels, archives, restores or deletes up to 100 incoming messages.',
  description: 'Messages that are not there are named in `failures`; the others are acted on.',
  tag: 'Messages',
  scope: 'v2',
  body: actionBody,
  bodyMedia: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  returns: null,
  status: 204,
  alsoReturns: {
    200: Type.Object(
      { failures: Type.Array(Type.Unknown(), { description: 'The messages that are not there, as they were named.' }) },
      { additionalProperties: false, title: 'BulkFailures' },
    ),
  },
  example: (demo) => ({
    body: {
      messages: [Number(latest(demo, messages, ({ direction }) => direction === 'in'))],
      action: 'label',
      label_name: 'Answered',
    },
  }),
  manners: { credentialsFirst: true, rule: actionRule },
  handle: ({ world, body }) => {
    const found = body.messages.flatMap(({ message }) => message ?? [])
    const failures = body.messages.flatMap(({ message, given }) => (message ? [] : [given]))
    ACTIONS[body.action](world, found, body)
    return failures.length > 0 ? new Reply(200, { failures }) : undefined
  },
})
