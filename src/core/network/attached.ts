import type { Static } from 'typebox'
import * as kept from '../store/kept.ts'

const mediumSchema = kept.object({
  /** Where it lies. A path is one of this simulator, with credentials of the provider by name in braces. */
  url: kept.optional(kept.text),
  content_type: kept.optional(kept.text),
})

/** A picture, sound or file that comes with a text. */
export type Medium = Static<typeof mediumSchema>

/** What a person sees besides a text; the few messages that have it say so, all others nothing. */
export const attachedSchema = kept.object({
  media: kept.optional(kept.listOf(mediumSchema)),
  /** Rich content by its kind, as it was sent: a template, buttons, a place. */
  rich: kept.optional(kept.jsonObject),
})
export type Attached = Static<typeof attachedSchema>
