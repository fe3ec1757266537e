import { Type } from '@sinclair/typebox'
import type { Entry } from '../../core/journal.ts'
import { jsonOf } from '../../http/json-text.ts'
import { onOnePage } from '../../http/one-page.ts'
import { iso } from '../worlds/world.ts'

/** @param types the kinds of events that there are */
export const entrySchema = (types: readonly string[]) =>
  Type.Object(
    {
      id: Type.Integer({ description: 'Counts up by one from the first thing that happened in the world.' }),
      at: Type.String({ description: "When, by the world's clock." }),
      type: Type.Unsafe<string>(Type.String({ enum: [...types] })),
      cause: Type.Union([Type.Integer(), Type.Null()], { description: 'The entry that led to this one.' }),
    },
    {
      additionalProperties: true,
      title: 'Journal entry',
      description: 'Something that happened, and why. What else it tells depends on its type.',
    },
  )

/** So many entries as an answer holds. */
export const showEntries = (entries: readonly Entry[]) => onOnePage(entries, (entry) => jsonOf(viewEntry(entry)))

/** An entry as it is shown: moments instead of milliseconds. */
export const viewEntry = ({ id, at, type, cause, ...rest }: Entry) => ({
  id,
  at: iso(at),
  type,
  cause,
  ...rest,
})
