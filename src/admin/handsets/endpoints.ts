import { type Static, Type } from '@sinclair/typebox'
import type { Credentials } from '../../core/keyring.ts'
import { toAddress } from '../../core/network/address.ts'
import type { Medium } from '../../core/network/attached.ts'
import { switchedOff } from '../../core/network/handset-condition.ts'
import { type HandsetMessage, messagesOf } from '../../core/network/handset.ts'
import { routes } from '../../core/network/route.ts'
import type { Call } from '../../http/call.ts'
import { latest } from '../../http/example.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject, jsonOf } from '../../http/json-text.ts'
import { onOnePage } from '../../http/one-page.ts'
import { invalid } from '../../http/problem.ts'
import * as fields from '../../http/strict-fields.ts'
import { isE164 } from '../../standards/e164.ts'
import { type Operator, endpoint } from '../dialect/index.ts'
import { inWorld, iso, worldOf } from '../worlds/world.ts'

const tag = 'Handsets'
const path = `${inWorld}/handsets/{number}`

const messageSchema = Type.Object(
  {
    direction: Type.Union([Type.Literal('received'), Type.Literal('wrote')]),
    provider: Type.String({ description: 'The platform that it came through, or went to.' }),
    from: Type.String(),
    to: Type.String(),
    text: Type.Optional(Type.String({ description: 'Missing where media or rich content stand alone.' })),
    media: Type.Optional(
      Type.Array(
        Type.Object(
          {
            url: Type.Optional(Type.String({ description: 'Never fetched.' })),
            content_type: Type.Optional(Type.String()),
          },
          { additionalProperties: false },
        ),
        { description: 'Pictures, sounds and files that came with it.' },
      ),
    ),
    rich: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'What else came with it, by its kind, as it was sent: a template, buttons, a place.',
      }),
    ),
    at: Type.String(),
  },
  { additionalProperties: false, title: 'Handset message' },
)

const handsetSchema = Type.Object(
  {
    number: Type.String(),
    on: Type.Boolean({ description: 'Whether it is switched on.' }),
    patience: Type.Union([Type.Number(), Type.Null()], {
      description: 'While it is off: how long texts wait for it, seconds.',
    }),
    received: Type.Integer(),
    wrote: Type.Integer(),
  },
  { additionalProperties: false, title: 'Handset' },
)

const getHandset = endpoint({
  id: 'admin.getHandset',
  method: 'get',
  path,
  tag,
  summary: "Shows a person's phone. Any phone number is one; none has to be registered.",
  returns: handsetSchema,
  handle: viewHandset,
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
  returns: handsetSchema,
  example: () => ({ body: { on: true } }),
  handle(call) {
    const { on, patience = PATIENCE } = call.body
    if (on && call.body.patience !== undefined)
      throw invalid('patience', '"patience" is for a phone that is switched off: give it with "on": false.')
    const { deliveries } = worldOf(call)
    if (on) deliveries.switchOn(numberOf(call))
    else deliveries.switchOff(numberOf(call), patience)
    return viewHandset(call)
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
  returns: Type.Object({ messages: Type.Array(messageSchema) }),
  handle(call) {
    const world = worldOf(call)
    const newestFirst = messagesOf(world.store, numberOf(call)).slice(-call.query.limit).toReversed()
    const { credentials } = world
    const messages = onOnePage(newestFirst, (message) => jsonOf(view(message, credentials, call.request.origin)))
    return jsonObject({ messages: jsonList(messages.toReversed()) })
  },
})

const writeMessage = endpoint({
  id: 'admin.writeHandsetMessage',
  method: 'post',
  path: `${path}/messages`,
  tag,
  summary: "The person writes a text to a provider's number.",
  body: { to: fields.text("The provider's number."), text: fields.text('What they write.', { max: 10_000 }) },
  status: 201,
  returns: messageSchema,
  example: (world) => ({ body: { to: latest(world, routes), text: 'Is it still open?' } }),
  handle(call) {
    const inbound = worldOf(call).write(numberOf(call), call.body.to, call.body.text)
    return {
      direction: 'wrote' as const,
      provider: inbound.provider,
      from: inbound.from,
      to: inbound.to,
      text: inbound.text,
      at: iso(inbound.at),
    }
  },
})

function view({ media, ...message }: HandsetMessage, credentials: Credentials, origin: string) {
  const shown = media?.map((medium) => withAddress(medium, credentials[message.provider], origin))
  return { ...message, ...(shown && { media: shown }), at: iso(message.at) }
}

/** Media that lie here are known by their path: who may open them differs from world to world. */
function withAddress(medium: Medium, credentials: Readonly<Record<string, string>> = {}, origin: string): Medium {
  if (!medium.url?.startsWith('/')) return medium
  const named = medium.url.replace(/\{(\w+)\}/g, (name, key: string) =>
    Object.hasOwn(credentials, key) ? credentials[key]! : name,
  )
  return { ...medium, url: origin + named }
}

function viewHandset(call: Call<Operator>): Static<typeof handsetSchema> {
  const { store } = worldOf(call)
  const number = numberOf(call)
  const messages = messagesOf(store, number)
  const received = messages.filter(({ direction }) => direction === 'received').length
  const off = store.collection(switchedOff).get(number)
  const patience = off === undefined ? null : off.patience / 1000
  return { number, on: off === undefined, patience, received, wrote: messages.length - received }
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
