/** What a task does to each of the rows that it finds. */
export const TASK_TYPES = [
  'update_contact_var',
  'add_group_members',
  'remove_group_members',
  'set_conversation_status',
  'set_send_blocked',
  'apply_service_to_contacts',
  'delete_contacts',
  'export_contacts',
  'update_row_var',
  'apply_service_to_rows',
  'delete_rows',
  'export_rows',
  'cancel_messages',
  'resend_messages',
  'retry_message_services',
  'apply_service_to_messages',
  'add_label',
  'remove_label',
  'update_message_var',
  'delete_messages',
  'export_messages',
] as const
export type TaskType = (typeof TASK_TYPES)[number]

/** By what it finds them. */
export const FILTER_TYPES = [
  'query_contacts',
  'contact_ids',
  'query_rows',
  'row_ids',
  'query_messages',
  'message_ids',
] as const
export type FilterType = (typeof FILTER_TYPES)[number]

export const TASK_STATUSES = ['created', 'queued', 'active', 'complete', 'failed', 'cancelled'] as const
