export const DIRECTIONS = ['incoming', 'outgoing'] as const
export const STATUSES = [
  'ignored',
  'processing',
  'received',
  'sent',
  'queued',
  'failed',
  'failed_queued',
  'cancelled',
  'delivered',
  'not_delivered',
  'read',
] as const
export const MESSAGE_TYPES = ['sms', 'mms', 'ussd', 'ussd_session', 'call', 'chat', 'service'] as const
export const SOURCES = ['phone', 'provider', 'web', 'api', 'service', 'webhook', 'scheduled', 'integration'] as const
export const TTS_LANGUAGES = [
  'en-US',
  'en-GB',
  'en-GB-WLS',
  'en-AU',
  'en-IN',
  'da-DK',
  'nl-NL',
  'fr-FR',
  'fr-CA',
  'de-DE',
  'is-IS',
  'it-IT',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ru-RU',
  'es-ES',
  'es-US',
  'sv-SE',
] as const
export const TTS_VOICES = ['female', 'male'] as const
export const LINK_TYPES = ['redirect', 'media', 'service'] as const

export type MessageStatus = (typeof STATUSES)[number]
