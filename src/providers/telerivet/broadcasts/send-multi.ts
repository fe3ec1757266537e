import type { World } from '../../../core/world.ts'
import { type Issue, type Path, invalid } from '../../../http/problem.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { inProject } from '../dialect/in-project.ts'
import type { VarChanges } from '../dialect/vars.ts'
import { checkMany } from '../messages/check-many.ts'
import type { Message } from '../messages/message.ts'
import { sendMany } from '../messages/send-many.ts'
import type { SendRequest, TextRequest } from '../messages/asked-text.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type Broadcast, broadcasts } from './broadcast.ts'
import { createBroadcast } from './create-broadcast.ts'

/** One of the messages; what it says for itself goes before what is said for all. */
interface Entry {
  content?: string | undefined
  to_number: string
  status_url?: string | undefined
  status_secret?: string | undefined
  vars?: VarChanges | undefined
  priority?: number | undefined
}

export interface MultiRequest extends TextRequest {
  messages: readonly Entry[]
  broadcast_id?: string | undefined
  broadcast_title?: string | undefined
  user_id?: string | null | undefined
}

export interface MultiResult {
  /** In the order of the entries; null for those of blocked contacts. */
  messages: (Message | null)[]
  broadcast_id: string | undefined
}

/** Sends different messages at once. @throws Problem before anything is changed */
export function sendMulti(
  world: World,
  project: Project,
  { messages: entries, broadcast_id, broadcast_title, user_id, ...text }: MultiRequest,
): MultiResult {
  const before = broadcast_id === undefined ? undefined : openBroadcast(world, project, broadcast_id)
  const country = countryOf(world, project)
  const blocked = entries.map(({ to_number }) => contactByNumber(world, project, to_number, country)?.send_blocked)
  const places = [...entries.keys()].filter((place) => !blocked[place])
  const requests = places.map((place) => requestOf(text, entries[place]!))
  const sendings = checkMany(world, project, requests, (issue, index) => placeOf(issue, places[index]!))
  const recipients = entries.map(({ to_number }) => ({ type: 'phone_number' as const, phone_number: to_number }))
  const broadcast =
    before ??
    (broadcast_title === undefined
      ? undefined
      : createBroadcast(world, project, {
          text: { ...text, content: entries[0]!.content },
          message_type: sendings[0]?.message_type ?? 'sms',
          recipients,
          title: broadcast_title,
          stage: 'queued',
          estimated_count: entries.length,
          source: 'api',
          user_id,
        }))
  if (before) addRecipients(world, before, recipients)
  const sent = sendMany(
    world,
    project,
    sendings.map((sending, index) => [{ ...requests[index]!, broadcast_id: broadcast?.id ?? null, user_id }, sending]),
    'api',
  )
  const bySite = new Map(places.map((place, index) => [place, sent[index]!]))
  return { messages: entries.map((_entry, place) => bySite.get(place) ?? null), broadcast_id: broadcast?.id }
}

function openBroadcast(world: World, project: Project, id: string): Broadcast {
  const broadcast = inProject(world, broadcasts, project, id)
  if (!broadcast) throw invalid('broadcast_id', 'is not the ID of a broadcast of this project')
  if (broadcast.stage === 'cancelled') throw invalid('broadcast_id', 'is of a broadcast that was cancelled')
  return broadcast
}

function addRecipients(world: World, broadcast: Broadcast, more: Broadcast['recipients']): void {
  world.collection(broadcasts).update(broadcast, {
    recipients: [...broadcast.recipients, ...more],
    estimated_count: broadcast.estimated_count + more.length,
  })
}

function requestOf(text: TextRequest, entry: Entry): SendRequest {
  const own = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))
  return { ...text, ...(own as Entry) }
}

/** What an entry says itself is told where it stands. */
function placeOf({ path }: Issue, place: number): Path {
  return path[0] === 'content' || path[0] === 'to_number' ? ['messages', place, ...path] : path
}
