import * as Type from 'typebox'
import { type Text, textToldBy } from '../../core/network/texts.ts'
import type { Entry } from '../../core/journal.ts'
import type { World } from '../../core/world.ts'
import { requestOf } from '../../http/outbound-request.ts'
import { type Sent, tellSent } from '../../http/told.ts'
import { viewOf } from '../../http/view.ts'
import { WEBHOOK_STATES, type Webhook, type WebhookStanding, standingOf } from '../../http/webhook.ts'
import { iso } from '../worlds/world.ts'

/** What is known of a webhook besides its row. */
export interface KnownOfWebhook {
  standing: WebhookStanding
  /** What it said at its last attempt, or will say, but for what proves where it comes from. */
  sent: Sent
  /** Its attempts, as far as the journal still has them. */
  attempts: readonly Entry[]
  owed: Entry | undefined
  /** The text that led to it. */
  text: Text | undefined
}

export function knownOf(world: World, row: Webhook, attempts: readonly Entry[]): KnownOfWebhook {
  const sent = attempts.at(-1)?.['sent'] as Sent | undefined
  return {
    standing: standingOf(world, row),
    sent: sent ?? tellSent(requestOf(row, {}, row.timeout), row),
    attempts,
    owed: world.journal.get(row.entry),
    text: row.textEntry === undefined ? undefined : textToldBy(world.store, row.textEntry),
  }
}

const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const orNull = <T extends Parameters<typeof Type.Optional>[0]>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description })
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time))

const attemptSchema = object({
  entry: Type.Integer({ description: 'The journal entry that tells of it.' }),
  at: Type.String(),
  outcome: orNull(
    Type.String(),
    'What became of it: `answered`, or why there is no answer; null while it is under way.',
  ),
  ok: orNull(Type.Boolean(), 'Whether it was received well.'),
  status: orNull(Type.Integer(), 'What the receiver answered.'),
  why: orNull(Type.String(), 'Why there is no answer, in a sentence.'),
})

/** How a webhook looks. */
export const webhookView = viewOf<Webhook, KnownOfWebhook>()('Webhook', {
  id: [Type.String(), ({ id }) => id],
  entry: [
    Type.Integer({ description: 'The journal entry that tells of it: give it as `after`, and only later ones come.' }),
    ({ entry }) => entry,
  ],
  provider: [Type.String(), ({ provider }) => provider],
  event: [Type.String({ description: "Its occasion, in the platform's word." }), ({ event }) => event],
  state: [
    Type.Unsafe<string>(
      Type.String({
        enum: [...WEBHOOK_STATES],
        description:
          'owed: not received yet; held: kept back until it is released; under_way: its answer is awaited; made: received as it asks for; given_up: not received, and not tried again by itself.',
      }),
    ),
    (_row, _world, { standing }) => standing.state,
  ],
  method: [Type.String(), (_row, _world, { sent }) => sent.method],
  url: [Type.String(), ({ url }) => url],
  headers: [
    Type.Record(Type.String(), Type.String(), {
      description: 'As they were sent last; before the first attempt without what is signed anew each time.',
    }),
    (_row, _world, { sent }) => sent.headers,
  ],
  parameters: [
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]), {
      description: 'Of a form, or of the query of a GET.',
    }),
    (_row, _world, { sent }) => sent.parameters,
  ],
  body: [
    orNull(Type.String(), 'Any other body, its first 4,096 characters; of bytes how many there are.'),
    (_row, _world, { sent }) => sent.body,
  ],
  attempts: [
    Type.Array(attemptSchema, { description: 'Those that the journal still knows, oldest first.' }),
    (_row, _world, { attempts }) => attempts.map(shownAttempt),
  ],
  attempted: [Type.Integer({ description: 'How many attempts have ended.' }), ({ attempts }) => attempts],
  next_due: [
    orNull(Type.String(), 'When it is tried next, on the clock of the world.'),
    (_row, _world, { standing }) => isoOrNull(standing.due),
  ],
  waits_for: [
    orNull(Type.String(), 'The webhook that is to be received before this one goes.'),
    (_row, _world, { standing }) => standing.waitsFor,
  ],
  message: [
    orNull(Type.String(), 'The text that led to it, by the id that `messages` shows.'),
    (_row, _world, { text }) => text?.id ?? null,
  ],
  phone: [orNull(Type.String(), "The person's number."), (_row, _world, { text }) => text?.person ?? null],
  cause: [
    orNull(Type.Integer(), 'The journal entry that it follows from.'),
    (_row, _world, { owed }) => owed?.cause ?? null,
  ],
})

const shownAttempt = ({ id, at, ...attempt }: Entry) => ({
  entry: id,
  at: iso(at),
  outcome: attempt['outcome'] as string | null,
  ok: attempt['ok'] as boolean | null,
  status: (attempt['answered'] as { status: number } | null)?.status ?? null,
  why: attempt['error'] as string | null,
})
