import type { Entry, EntryHead } from './journal.ts'

/** A kind of things that happen in a world: what it is called in the journal, and what it tells. */
export interface EventKind<Data extends object = object> {
  readonly name: string
  /** Only here so that the type of what it tells travels with the kind. */
  readonly dataType?: Data
}

/** What an event of this kind tells. */
export type DataOf<K> = K extends EventKind<infer Data> ? Data : never

/**
 * Defines a kind of event by what it tells: `eventKind<{ phone: string }>()('phone.paused')`. What it tells stands in the
 * journal beside what every entry says of itself, and so has no field of the same name.
 */
export const eventKind =
  <Data extends object>() =>
  (name: keyof Data & keyof EntryHead extends never ? string : never): EventKind<Data> => ({ name })

/** Writes an event down and tells those who listen. */
export type Publish = <Data extends object>(kind: EventKind<Data>, data: NoInfer<Data>) => Entry<Data>
