import type { Static } from 'typebox'
import * as Type from 'typebox'
import * as kept from '../../../core/store/kept.ts'
import { type VarChanges, type Vars, keptVars } from '../dialect/vars.ts'
import type { MediaFile } from './message.ts'
import { TTS_LANGUAGES, TTS_VOICES } from './words.ts'

export const ASKED_TYPES = ['text', 'sms', 'mms', 'ussd', 'call', 'chat', 'service'] as const

/** What a caller may say of a text, whoever gets it; as rows hold it, for texts that go out later. */
export const keptText = kept.object({
  message_type: kept.oneOf(ASKED_TYPES),
  content: kept.optional(kept.text),
  route_id: kept.optional(kept.text),
  /** The old name of route_id. */
  phone_id: kept.optional(kept.text),
  status_url: kept.optional(kept.webAddress),
  status_secret: kept.optional(kept.text),
  replace_variables: kept.boolean,
  /** The old name of replace_variables. */
  is_template: kept.boolean,
  track_clicks: kept.boolean,
  short_link_params: kept.optional(
    kept.object({ domain: kept.optional(kept.text), expiration_sec: kept.optional(kept.count) }),
  ),
  media_urls: kept.optional(kept.listOf(kept.webAddress)),
  route_params: kept.optional(Type.Record(Type.String(), kept.json)),
  label_ids: kept.optional(kept.listOf(kept.text)),
  vars: kept.optional(keptVars),
  priority: kept.count,
  simulated: kept.boolean,
  service_id: kept.optional(kept.text),
  audio_url: kept.optional(kept.text),
  tts_lang: kept.optional(kept.oneOf(TTS_LANGUAGES)),
  tts_voice: kept.optional(kept.oneOf(TTS_VOICES)),
})
type KeptText = Static<typeof keptText>

/** What a caller says of a text, whoever gets it. */
export interface TextRequest extends Omit<KeptText, 'vars'> {
  vars?: VarChanges | undefined
}

/** What a caller says about a message to be sent. */
export interface SendRequest extends TextRequest {
  to_number?: string | undefined
  contact_id?: string | undefined
  /** The broadcast that it is part of. */
  broadcast_id?: string | null
  /** The service that sends it. */
  by_service?: string
  /** Temporary variables of that service, as `[[$name]]` in the content. */
  variables?: Vars | undefined
  /** Who sends it, where somebody does. */
  user_id?: string | null | undefined
}

/** "media_urls: http or https URLs; data URIs only where that is enabled for the project", and here it is not. */
export function mediaOf({ media_urls }: Pick<TextRequest, 'media_urls'>): MediaFile[] | undefined {
  if (!media_urls || media_urls.length === 0) return undefined
  return media_urls.map((url) => ({ url, type: null, filename: null, size: null }))
}
