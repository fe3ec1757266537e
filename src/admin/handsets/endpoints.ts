import * as Type from 'typebox'
import { toAddress } from '../../core/network/address.ts'
import { switchedOff } from '../../core/network/handset-condition.ts'
import { type HandsetMessage, messagesOf } from '../../core/network/handset.ts'
import { routes } from '../../core/network/route.ts'
import type { RowOf } from '../../core/store/collection.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import { latest } from '../../http/example.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { inSlicesOf } from '../../http/in-slices-of.ts'
import { onOnePage } from '../../http/one-page.ts'
import { invalid } from '../../http/problem.ts'
import * as fields from '../../http/strict-fields.ts'
import { viewOf } from '../../http/view.ts'
import { isE164 } from '../../standards/e164.ts'
import { dueHint, hintSchema } from '../clock/due-hint.ts'
import { type Operator, endpoint } from '../dialect/index.ts'
import { inWorld, numbersOf, worldOf } from '../worlds/world.ts'
import { handsetMessageView } from './handset-message.ts'

const tag = 'Handsets'
const path = `${inWorld}/handsets/{number}`

interface Handset {
  number: string
  messages: readonly HandsetMessage[]
  off: RowOf<typeof switchedOff> | undefined
}

const countOf = ({ messages }: Handset, which: HandsetMessage['direction']): number =>
  messages.filter(({ direction }) => direction === which).length

/** How a person's phone looks. */
const handsetView = viewOf<Handset>()('Handset', {
  number: [Type.String(), ({ number }) => number],
  on: [Type.Boolean({ description: 'Whether it is switched on.' }), ({ off }) => off === undefined],
  patience: [
    Type.Union([Type.Number(), Type.Null()], { description: 'While it is off: how long texts wait for it, seconds.' }),
    ({ off }) => (off === undefined ? null : off.patience / 1000),
  ],
  received: [Type.Integer(), (handset) => countOf(handset, 'received')],
  wrote: [Type.Integer(), (handset) => countOf(handset, 'wrote')],
})

const getHandset = endpoint({
  id: 'admin.getHandset',
  method: 'get',
  path,
  tag,
  summary: "Shows a person's phone. Any phone number is one; none has to be registered.",
  returns: handsetView.schema,
  handle: showHandset,
})

/** How long texts wait for a handset unless something else is said: a day, milliseconds. */
const PATIENCE = 86_400_000

const updateHandset = endpoint({
  id: 'admin.updateHandset',
  method: 'patch',
  path,
  tag,
  summary: "Switches a person's phone off or on.",
  description:
    'Texts for a phone that is off wait in the network until it is on again, or until the patience of the network ends: then they are undelivered, as unreachable. It decides about texts under way, too.',
  body: {
    on: fields.yesOrNo('Whether it is switched on.'),
    patience: optional(
      fields.duration('How long texts wait while it is off; a day unless given, not at all where it is 0.'),
    ),
  },
  returns: handsetView.schema,
  example: () => ({ body: { on: true } }),
  async handle(call) {
    const { on, patience = PATIENCE } = call.body
    if (on && call.body.patience !== undefined)
      throw invalid('patience', '"patience" is for a phone that is switched off: give it with "on": false.')
    const world = worldOf(call)
    const { deliveries } = world
    const number = numberOf(call)
    await inSlicesOf(world, on ? deliveries.switchOn(number) : deliveries.switchOff(number, patience))
    return showHandset(call)
  },
})

const listHandsetMessages = endpoint({
  id: 'admin.listHandsetMessages',
  method: 'get',
  path: `${path}/messages`,
  tag,
  summary: 'What the person sees: what arrived, with its media, and what they wrote, oldest first.',
  query: {
    limit: withDefault(
      fields.number('At most so many, the latest; fewer where they are very long.', {
        whole: true,
        min: 1,
        max: 10_000,
      }),
      10_000,
    ),
  },
  returns: Type.Object({
    messages: Type.Array(handsetMessageView.schema),
    hint: hintSchema,
  }),
  handle(call) {
    const world = worldOf(call)
    const newestFirst = messagesOf(world.store, numberOf(call)).slice(-call.query.limit).toReversed()
    const looker = { origin: call.request.origin, credentials: world.credentials }
    const messages = onOnePage(newestFirst, (message) => {
      world.read.add(message.id)
      return handsetMessageView.json(message, world, looker)
    })
    const hint = messages.length === 0 ? dueHint(world) : undefined
    return jsonObject({ messages: jsonList(messages.toReversed()), hint })
  },
})

const writeMessage = endpoint({
  id: 'admin.writeHandsetMessage',
  method: 'post',
  path: `${path}/messages`,
  tag,
  summary: "The person writes a text to a provider's number.",
  description:
    'What comes with it, such as a picture, Telerivet shows as an MMS; RapidPro and Plivo see the text alone. No file is fetched.',
  body: {
    to: optional(fields.text("The provider's number; the one that texted them last unless given.")),
    text: fields.text('What they write.', { max: 10_000 }),
    media: optional(
      fields.list(
        'Pictures, sounds and files that come with it.',
        fields.object('One of them.', {
          url: fields.webAddress('Where it lies.'),
          content_type: optional(fields.text('Its MIME type.', { pattern: /^[\w.+-]+\/[\w.+-]+$/ })),
        }),
        { min: 1, max: 10 },
      ),
    ),
  },
  status: 201,
  returns: handsetMessageView.schema,
  example: (world) => ({ body: { to: latest(world, routes), text: 'Is it still open?' } }),
  handle(call) {
    const world = worldOf(call)
    const { media } = call.body
    const to = call.body.to ?? lastSenderTo(world, numberOf(call))
    const written = world.write(numberOf(call), to, call.body.text, media && { media })
    const { id, provider, from, text, at } = written
    const looker = { origin: call.request.origin, credentials: world.credentials }
    return handsetMessageView.json(
      { id, direction: 'wrote', provider, from, to: written.to, text, ...(media && { media }), at },
      world,
      looker,
    )
  },
})

/** Whom an answer goes to. @throws Problem `invalid` where there is nobody to answer */
function lastSenderTo(world: World, number: string): string {
  const last = messagesOf(world.store, number).findLast(({ direction }) => direction === 'received')
  if (last) return last.from
  const numbers = Object.entries(numbersOf(world)).map(([provider, own]) => `${own} (${provider})`)
  throw invalid(
    'to',
    `Nobody has texted ${number} yet, so there is nobody to answer: say "to", such as ${numbers.join(', ')}. ${dueHint(world) ?? ''}`.trim(),
  )
}

function showHandset(call: Call<Operator>) {
  const world = worldOf(call)
  const number = numberOf(call)
  const off = world.collection(switchedOff).get(number)
  return handsetView.json({ number, messages: messagesOf(world.store, number), off }, world)
}

function numberOf({ params }: Call<Operator>): string {
  const written = params['number']!
  const number = toAddress(written)
  if (!isE164(number))
    throw invalid(
      'number',
      `"${written}" is not a phone number: a handset's is written with its country code, such as +250788123123.`,
    )
  return number
}

export const handsetEndpoints = [getHandset, updateHandset, listHandsetMessages, writeMessage]
