import type { RowList } from '../store/row-list.ts'
import type { Store } from '../store/store.ts'
import type { DeliveryState, FailureReason } from './delivery-state.ts'
import { type Delivery, deliveries } from './delivery.ts'
import { type Inbound, inbounds } from './inbound.ts'
import { type Unsent, unsent } from './unsent.ts'

/** A text between a person and a number of an account, whichever the platform and the direction. */
export interface Text {
  readonly id: string
  readonly provider: string
  /** The provider's own id of the message; null where only the journal knows it, as of what came in. */
  readonly message: string | null
  readonly direction: 'outbound' | 'inbound'
  /** The account's number or sender's name. */
  readonly own: string | null
  /** The person's number. */
  readonly person: string | null
  readonly text: string
  /** Null for what came in. */
  readonly state: DeliveryState | null
  readonly reason: FailureReason | null
  /** When it was sent or written, virtual milliseconds. */
  readonly at: number
  /** When it reached the handset or, inbound, the number; null where it has not. */
  readonly arrived: number | null
  /** The journal entry that told of it first. */
  readonly entry: number
}

const ofDelivery = (row: Delivery): Text => ({
  id: row.id,
  provider: row.provider,
  message: row.message,
  direction: 'outbound',
  own: row.from,
  person: row.to,
  text: row.text,
  state: row.state,
  reason: row.reason,
  at: row.at,
  arrived: row.arrived,
  entry: row.entry,
})

const ofInbound = ({ id, provider, from, to, text, at, entry }: Inbound): Text => ({
  id,
  provider,
  message: null,
  direction: 'inbound',
  own: to,
  person: from,
  text,
  state: null,
  reason: null,
  at,
  arrived: at,
  entry,
})

const ofUnsent = ({ id, provider, message, from, to, text, at, entry }: Unsent): Text => ({
  id,
  provider,
  message,
  direction: 'outbound',
  own: from,
  person: to,
  text,
  state: 'failed',
  reason: null,
  at,
  arrived: null,
  entry,
})

/** Which texts: those that the journal told of after this entry, and of one person alone where a number is given. */
export interface Which {
  readonly after?: number
  readonly person?: string | undefined
}

/** Texts of all platforms and both directions, in the order in which they were sent or written. */
export function* textsOf(store: Store, { after = 0, person }: Which = {}): Generator<Text, void> {
  const [sent, written, stranded] = [store.collection(deliveries), store.collection(inbounds), store.collection(unsent)]
  const sources = [
    following(person === undefined ? sent.all() : sent.by('to', person), after, ofDelivery),
    following(person === undefined ? written.all() : written.by('from', person), after, ofInbound),
    following(person === undefined ? stranded.all() : stranded.by('to', person), after, ofUnsent),
  ]
  for (;;) {
    const next = sources.reduce((first, one) => (one.entry < first.entry ? one : first))
    if (next.entry === Infinity) return
    yield next.take()
  }
}

/** The text that an entry of the journal told of first, where that is what it did. */
export function textToldBy(store: Store, entry: number): Text | undefined {
  const [first] = textsOf(store, { after: entry - 1 })
  return first?.entry === entry ? first : undefined
}

/** The text of a delivery, as it is now. */
export function textOfDelivery(store: Store, id: string): Text | undefined {
  const row = store.collection(deliveries).get(id)
  return row && ofDelivery(row)
}

/** The rows of one kind that were told of after an entry, one after the other; they lie in the order of their entries. */
function following<R extends Delivery | Inbound | Unsent>(rows: RowList<R>, after: number, read: (row: R) => Text) {
  let place = rows.firstNot(({ entry }) => entry <= after)
  return {
    /** That of the next; Infinity where there is none. */
    get entry(): number {
      return place < rows.length ? rows.at(place)!.entry : Infinity
    },
    take: (): Text => read(rows.at(place++)!),
  }
}
