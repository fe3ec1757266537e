import * as Type from 'typebox'
import { didYouMean } from '../../core/nearest.ts'
import { inSlices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { onOnePage } from '../../http/one-page.ts'
import { Problem } from '../../http/problem.ts'
import { holdWebhook, releaseWebhook, resendWebhook } from '../../http/steer-webhook.ts'
import { choice, number, text } from '../../http/strict-fields.ts'
import { WEBHOOK_STATES, type Webhook, heldWebhooks, webhooks } from '../../http/webhook.ts'
import { dueHint, hintSchema } from '../clock/due-hint.ts'
import { type Operator, endpoint } from '../dialect/index.ts'
import { goesOn, limitField } from '../dialect/paging.ts'
import { occasionField, providerField, refuseUnknownOccasion, refuseUnknownProvider } from '../messages/criteria.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { attemptsOf, findWebhooks } from './find-webhooks.ts'
import { knownOf, webhookView } from './webhook.ts'

const tag = 'Webhooks'
const path = `${inWorld}/webhooks`
const each = `${path}/{webhook}`

const listWebhooks = endpoint({
  id: 'admin.listWebhooks',
  method: 'get',
  path,
  tag,
  summary: 'The calls that the platforms owe and have made, in the order in which they came to be owed.',
  description:
    'All that are owed, the last 1,000 that were made and the last 1,000 that were given up; their attempts as far as the journal, which keeps its last 10,000 entries, still knows them.',
  query: {
    state: optional(choice('How it stands.', WEBHOOK_STATES)),
    provider: providerField,
    event: occasionField,
    url: optional(text('A part of its address, as it is written.', { min: 1 })),
    phone: optional(text('The number of the person whose text led to it, in any spelling.', { min: 1 })),
    message: optional(text("The text that led to it, by its id in `messages` or the platform's own.", { min: 1 })),
    after: withDefault(
      number('Only those that the journal told of after this entry: the `after` of an earlier answer.', {
        whole: true,
        min: 0,
      }),
      0,
    ),
    limit: limitField,
  },
  returns: Type.Object({
    webhooks: Type.Array(webhookView.schema),
    after: Type.Integer({ description: 'Give it as `after`, and those that follow come.' }),
    more: Type.Boolean({ description: 'Whether there are further ones already.' }),
    hint: hintSchema,
  }),
  example: () => ({ query: { limit: 20 } }),
  async handle(call) {
    const world = worldOf(call)
    const { simulator } = call.caller
    const { after, limit, ...wanted } = call.query
    refuseUnknownProvider(wanted.provider, simulator.providers)
    refuseUnknownOccasion(wanted, simulator.providers)
    const search = findWebhooks(world, wanted, { after, most: limit + 1 })
    const found = await inSlices(search, () => simulator.breathe())
    const rows = found.slice(0, limit)
    const attempts = attemptsOf(world, rows)
    const shown = onOnePage(rows, (row) => webhookView.json(row, world, knownOf(world, row, attempts.get(row.id)!)))
    const hint = shown.length === 0 ? dueHint(world) : undefined
    return jsonObject({ webhooks: jsonList(shown), ...goesOn(world, found, shown.length), hint })
  },
})

const getWebhook = endpoint({
  id: 'admin.getWebhook',
  method: 'get',
  path: each,
  tag,
  summary: 'Shows a call that a platform owes or has made.',
  returns: webhookView.schema,
  handle: (call) => show(worldOf(call), rowOf(call)),
})

const resend = endpoint({
  id: 'admin.resendWebhook',
  method: 'post',
  path: `${each}/resend`,
  tag,
  summary: 'Makes the call now, as one more attempt, and answers once it is over.',
  description:
    'Whether it was made already or not: that is how receipts come twice. The platform takes the answer as it takes any, and what it sends or changes because of it comes about. A call that was held or in a queue goes by itself. It moves no clock; where the receiver fails it is tried again if the schedule of its platform has a further attempt.',
  body: {},
  returns: webhookView.schema,
  async handle(call) {
    const world = worldOf(call)
    const { id } = rowOf(call)
    await resendWebhook(world, rowOf(call))
    return show(world, world.collection(webhooks).get(id)!)
  },
})

const hold = endpoint({
  id: 'admin.holdWebhook',
  method: 'post',
  path: `${each}/hold`,
  tag,
  summary: 'Keeps a call back that is owed, until it is released or resent.',
  description:
    'It is owed all the while, and never due: no advance brings it. Calls that would wait for it go without it, so that receipts overtake one another. A call that was made cannot be held.',
  body: {},
  returns: webhookView.schema,
  example: (demo) => ({ path: { webhook: firstHeld(demo) } }),
  handle: (call) => show(worldOf(call), holdWebhook(worldOf(call), rowOf(call))),
})

const release = endpoint({
  id: 'admin.releaseWebhook',
  method: 'post',
  path: `${each}/release`,
  tag,
  summary: 'Lets a call go that was held: when it was due, or as soon as the clock moves where that is past.',
  body: {},
  returns: webhookView.schema,
  example: (demo) => ({ path: { webhook: firstHeld(demo) } }),
  handle: (call) => show(worldOf(call), releaseWebhook(worldOf(call), rowOf(call))),
})

const firstHeld = (world: World): string => heldWebhooks(world)[0]?.id ?? 'nothing'

const show = (world: World, row: Webhook) =>
  webhookView.json(row, world, knownOf(world, row, attemptsOf(world, [row]).get(row.id)!))

/** The one that the path names. @throws Problem `not_found`, with the nearest ids */
function rowOf(call: Call<Operator>): Webhook {
  const rows = worldOf(call).collection(webhooks)
  const id = call.params['webhook']!
  const row = rows.get(id)
  if (row) return row
  const known = rows.all().map((one) => one.id)
  const meant = didYouMean(id, known) || 'None was owed so far.'
  throw new Problem('not_found', `There is no webhook "${id.slice(0, 100)}". ${meant}`)
}

export const webhookEndpoints = [listWebhooks, getWebhook, resend, hold, release]
