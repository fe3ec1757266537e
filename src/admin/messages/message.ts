import * as Type from 'typebox'
import { DELIVERY_STATES, FAILURE_REASONS } from '../../core/network/delivery-state.ts'
import { segmentsOf } from '../../core/network/segments.ts'
import type { Text } from '../../core/network/texts.ts'
import type { Entry } from '../../core/journal.ts'
import { viewOf } from '../../http/view.ts'
import { iso } from '../worlds/world.ts'
import { codesIn } from './codes.ts'
import type { Trace, TracedWebhook } from './traces.ts'

export const DIRECTIONS = ['outbound', 'inbound'] as const

const orNull = <T extends Parameters<typeof Type.Optional>[0]>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description })
const word = (words: readonly string[]) => Type.Unsafe<string>(Type.String({ enum: [...words] }))

const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

const callSchema = object({
  entry: Type.Integer(),
  provider: Type.String(),
  operation: Type.String(),
  status: orNull(Type.Integer()),
})

const reportSchema = object({
  at: Type.String(),
  state: word(DELIVERY_STATES),
  reason: orNull(word(FAILURE_REASONS)),
  again: Type.Boolean({ description: 'Whether an earlier report was of the same change.' }),
})

const webhookSchema = object({
  id: Type.String(),
  event: Type.String({ description: "Its occasion, in the platform's word." }),
  url: Type.String(),
  attempts: Type.Array(
    object({
      entry: Type.Integer(),
      at: Type.String(),
      ok: orNull(Type.Boolean(), 'Whether it was received well; null while it is under way.'),
      status: orNull(Type.Integer()),
      error: orNull(Type.String()),
    }),
  ),
  given_up: Type.Boolean(),
})

/** How a text looks, whichever the platform and the direction. */
export const messageView = viewOf<Text, Trace>()('Text', {
  id: [Type.String({ description: "The simulator's own id of the text." }), ({ id }) => id],
  entry: [
    Type.Integer({
      description: 'The journal entry that told of it first: give it as `after`, and only later texts come.',
    }),
    ({ entry }) => entry,
  ],
  provider: [Type.String(), ({ provider }) => provider],
  message: [
    orNull(Type.String(), "The platform's id of the message, where it has one that is still known."),
    (_text, _world, { message }) => message,
  ],
  direction: [word(DIRECTIONS), ({ direction }) => direction],
  own: [orNull(Type.String(), "The account's number, or sender's name."), ({ own }) => own],
  phone: [orNull(Type.String(), "The person's number."), ({ person }) => person],
  text: [Type.String(), ({ text }) => text],
  state: [orNull(word(DELIVERY_STATES), 'What really became of it; null for what came in.'), ({ state }) => state],
  reason: [orNull(word(FAILURE_REASONS)), ({ reason }) => reason],
  at: [Type.String({ description: 'When it was sent or written.' }), ({ at }) => iso(at)],
  arrived: [
    orNull(Type.String(), 'When it reached the phone, or the account.'),
    ({ arrived }) => (arrived === null ? null : iso(arrived)),
  ],
  segments: [Type.Integer(), ({ text }) => segmentsOf(text).parts],
  encoding: [word(['gsm7', 'ucs2']), ({ text }) => segmentsOf(text).encoding],
  codes: [
    Type.Array(Type.String(), { description: 'The codes in it: four to eight digits that stand alone.' }),
    ({ text }) => codesIn(text),
  ],
  call: [orNull(callSchema, 'The call that made it.'), (_text, _world, { call }) => call && shownCall(call)],
  reports: [
    Type.Array(reportSchema, { description: 'What the platform heard of it, truly or not.' }),
    (_text, _world, { reports }) => reports.map(shownReport),
  ],
  webhooks: [
    Type.Array(webhookSchema, { description: 'Who was called because of it.' }),
    (_text, _world, { webhooks }) => webhooks.map(shownWebhook),
  ],
})

const shownCall = ({ id, ...call }: Entry) => ({
  entry: id,
  provider: call['provider'] as string,
  operation: call['operation'] as string,
  status: call['status'] as number | null,
})

const shownReport = ({ at, ...report }: Entry) => ({
  at: iso(at),
  state: report['state'] as string,
  reason: report['reason'] as string | null,
  again: report['again'] as boolean,
})

const shownWebhook = ({ owed, attempts, givenUp }: TracedWebhook) => ({
  id: owed['webhook'] as string,
  event: owed['event'] as string,
  url: owed['url'] as string,
  attempts: attempts.map(({ id, at, ...attempt }) => ({
    entry: id,
    at: iso(at),
    ok: attempt['ok'] as boolean | null,
    status: (attempt['answered'] as { status: number } | null)?.status ?? null,
    error: attempt['error'] as string | null,
  })),
  given_up: givenUp,
})
