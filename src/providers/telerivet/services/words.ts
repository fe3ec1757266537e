export const SERVICE_TYPES = [
  'incoming_message_webhook',
  'incoming_message_script',
  'contact_script',
  'message_script',
  'data_row_script',
  'webhook_script',
  'voice_script',
  'ussd_script',
  'project_script',
  'custom_template_instance',
] as const
/** "Other types of services can only be created via the web app." */
export const WEB_TYPES = ['message_metadata_webhook', 'contact_update_webhook', 'send_broadcast_webhook'] as const
export const CONTEXTS = ['message', 'call', 'ussd_session', 'row', 'contact', 'project'] as const
export const APPLY_MODES = ['always', 'unhandled'] as const
export const NUMBER_FILTERS = ['long_number', 'all'] as const
export const DIRECTIONS_OF_CALLS = ['incoming', 'outgoing', 'both'] as const
/** Kinds of messages that a service may be limited to; `text` is what is written. */
export const HANDLED_TYPES = ['text', 'call', 'sms', 'mms', 'ussd_session', 'chat'] as const
