import type { JsonObject } from '../../../../core/json.ts'

// A flow as its editor writes it, specification 13: what running it needs. Positions in the editor (`_ui`) are carried along.

/** The words of definitions for what the API calls a flow's type. */
export const TYPES = {
  messaging: 'message',
  voice: 'voice',
  messaging_offline: 'survey',
  messaging_background: 'background',
} as const
export type DefinitionType = keyof typeof TYPES

export interface Definition {
  readonly uuid: string
  readonly name: string
  readonly spec_version: string
  /** Of the texts that are not translated: ISO 639-3, or `base` or `und`. */
  readonly language: string
  readonly type: DefinitionType
  readonly expire_after_minutes?: number
  /** By language, then by the uuid of what is translated, then by its property. */
  readonly localization?: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>
  /** The first is where a run begins. */
  readonly nodes: readonly Node[]
  readonly revision?: number
}

export interface Node {
  readonly uuid: string
  readonly actions: readonly Action[]
  readonly router?: Router
  readonly exits: readonly Exit[]
}

export interface Action extends JsonObject {
  readonly type: string
  readonly uuid: string
}

interface Exit {
  readonly uuid: string
  /** The next node; a run ends where there is none. */
  readonly destination_uuid?: string | null
}

interface Router {
  readonly type: 'switch' | 'random'
  readonly operand?: string
  readonly cases?: readonly Case[]
  readonly categories: readonly Category[]
  readonly default_category_uuid?: string | null
  readonly result_name?: string
  readonly wait?: Wait
}

interface Case {
  readonly uuid: string
  readonly type: string
  readonly arguments?: readonly string[]
  readonly category_uuid: string
}

interface Category {
  readonly uuid: string
  readonly name: string
  readonly exit_uuid: string
}

interface Wait {
  readonly type: 'msg' | 'dial'
  readonly timeout?: { readonly seconds: number; readonly category_uuid: string }
}

/** What a node can do. */
export const ACTIONS = [
  'add_contact_groups',
  'add_contact_urn',
  'add_input_labels',
  'call_classifier',
  'call_llm',
  'call_resthook',
  'call_webhook',
  'enter_flow',
  'open_ticket',
  'play_audio',
  'remove_contact_groups',
  'request_optin',
  'say_msg',
  'send_broadcast',
  'send_email',
  'send_msg',
  'set_contact_channel',
  'set_contact_field',
  'set_contact_language',
  'set_contact_name',
  'set_contact_status',
  'set_contact_timezone',
  'set_run_local',
  'set_run_result',
  'start_session',
  'transfer_airtime',
] as const

/** What a router can ask of its operand. */
export const TESTS = [
  'has_all_words',
  'has_any_word',
  'has_beginning',
  'has_category',
  'has_date',
  'has_date_eq',
  'has_date_gt',
  'has_date_lt',
  'has_district',
  'has_email',
  'has_error',
  'has_group',
  'has_intent',
  'has_number',
  'has_number_between',
  'has_number_eq',
  'has_number_gt',
  'has_number_gte',
  'has_number_lt',
  'has_number_lte',
  'has_only_phrase',
  'has_only_text',
  'has_pattern',
  'has_phone',
  'has_phrase',
  'has_state',
  'has_text',
  'has_time',
  'has_top_intent',
  'has_value',
  'has_ward',
] as const
