import { TRIGGER_TYPES } from '../../triggers/trigger.ts'
import type { Place } from './place.ts'

/** How another object is named in an export: by what it is called, wherever its uuid leads nowhere. */
export interface Reference {
  readonly uuid: string
  readonly name: string
}

export interface ExportedField {
  readonly key: string
  readonly name: string
  readonly type: (typeof FIELD_TYPES)[number]
}

export interface ExportedGroup extends Reference {
  readonly query: string | null
}

export interface ExportedCampaign extends Reference {
  readonly group: Reference
  readonly events: readonly ExportedEvent[]
}

interface ExportedEvent {
  readonly uuid: string
  readonly offset: number
  readonly unit: (typeof UNITS)[number]
  readonly event_type: 'M' | 'F'
  readonly delivery_hour: number
  readonly relative_to: { readonly key: string; readonly label?: string }
  readonly start_mode?: (typeof START_MODES)[number]
  readonly message?: Readonly<Record<string, string>> | null
  readonly base_language?: string | null
  readonly flow?: Reference | null
}

export interface ExportedTrigger {
  readonly trigger_type: (typeof TRIGGER_TYPES)[number]
  readonly flow: Reference
  readonly groups?: readonly Reference[]
  readonly exclude_groups?: readonly Reference[]
  readonly channel?: string | null
  readonly keywords?: readonly string[]
  readonly keyword?: string | null
  readonly match_type?: 'F' | 'O' | null
}

const FIELD_TYPES = ['text', 'number', 'numeric', 'datetime', 'state', 'district', 'ward'] as const

/** Minutes, hours, days, weeks. */
const UNITS = ['M', 'H', 'D', 'W'] as const

/** Interrupt whoever is in a flow, skip them, or start beside it. */
const START_MODES = ['I', 'S', 'P'] as const

const MOST = { events: 250, references: 100, keywords: 100 }
const NAME = 200
const FURTHEST = 1_000_000

export function readField(field: Place): ExportedField | undefined {
  if (!field.isObject()) return undefined
  if (!/^[a-z][a-z0-9_]{0,35}$/.test(field.at('key').text(36)))
    field.at('key').refuse('has to begin with a letter, and hold letters, digits and underscores.')
  field.at('name').text(NAME)
  field.at('type').oneOf(FIELD_TYPES)
  return field.raw as ExportedField
}

export function readGroup(group: Place): ExportedGroup | undefined {
  if (!readReference(group)) return undefined
  if (group.has('query')) group.at('query').text(10_000)
  return group.raw as ExportedGroup
}

export function readCampaign(campaign: Place): ExportedCampaign | undefined {
  if (!readReference(campaign)) return undefined
  readReference(campaign.at('group'))
  for (const event of campaign.at('events').items(MOST.events)) readEvent(event)
  return campaign.raw as ExportedCampaign
}

function readEvent(event: Place): void {
  if (!event.isObject()) return
  event.at('offset').whole(-FURTHEST, FURTHEST)
  event.at('unit').oneOf(UNITS)
  event.at('delivery_hour').whole(-1, 23)
  if (event.at('relative_to').isObject()) event.at('relative_to').at('key').text(36)
  if (event.has('start_mode')) event.at('start_mode').oneOf(START_MODES)
  if (event.at('event_type').oneOf(['M', 'F']) === 'F') return void readReference(event.at('flow'))
  const message = event.at('message')
  if (!message.isObject()) return
  for (const language of Object.keys(message.raw as object)) message.at(language).text(10_000)
  if (event.has('base_language')) event.at('base_language').oneOf(Object.keys(message.raw as object))
}

export function readTrigger(trigger: Place): ExportedTrigger | undefined {
  if (!trigger.isObject()) return undefined
  const type = trigger.at('trigger_type').oneOf(TRIGGER_TYPES)
  readReference(trigger.at('flow'))
  for (const name of ['groups', 'exclude_groups'])
    if (trigger.has(name)) for (const group of trigger.at(name).items(MOST.references)) readReference(group)
  if (trigger.has('channel')) trigger.at('channel').text(NAME)
  if (trigger.has('match_type')) trigger.at('match_type').oneOf(['F', 'O'])
  if (trigger.has('keywords')) for (const one of trigger.at('keywords').items(MOST.keywords)) one.text(NAME)
  else if (type === 'K') trigger.at('keyword').text(NAME)
  return trigger.raw as ExportedTrigger
}

function readReference(reference: Place): boolean {
  if (!reference.isObject()) return false
  reference.at('uuid').uuid()
  reference.at('name').text(NAME)
  return true
}
