import type { World } from '../../src/core/world.ts'
import { flows } from '../../src/providers/rapidpro/flows/flow.ts'
import { labels } from '../../src/providers/rapidpro/labels/label.ts'
import { isVisible, messages as rapidproMessages } from '../../src/providers/rapidpro/messages/message.ts'
import { runs } from '../../src/providers/rapidpro/runs/run.ts'
import { tickets } from '../../src/providers/rapidpro/tickets/ticket.ts'
import { topics } from '../../src/providers/rapidpro/topics/topic.ts'
import { COUNTED, broadcasts, countedAs } from '../../src/providers/telerivet/broadcasts/broadcast.ts'
import { contacts } from '../../src/providers/telerivet/contacts/contact.ts'
import { messages } from '../../src/providers/telerivet/messages/message.ts'
import { dataRows } from '../../src/providers/telerivet/tables/data-row.ts'
import { dataTables } from '../../src/providers/telerivet/tables/data-table.ts'

/** What rows of a world count of others as these come and go, where going through all of them finds another number. */
export function miscounted(world: World): string[] {
  const found: string[] = []
  const compare = (what: string, said: Readonly<Record<string, number>>, rows: Readonly<Record<string, number>>) => {
    for (const [name, number] of Object.entries(said))
      if (number !== (rows[name] ?? 0)) found.push(`${what} says ${name} ${number}, and there are ${rows[name] ?? 0}`)
  }
  const sent = world.collection(messages).all().toArray()
  for (const { id, incoming_message_count: incoming, outgoing_message_count: outgoing } of world
    .collection(contacts)
    .all())
    compare(
      `contact ${id}`,
      { incoming, outgoing },
      tally(sent.filter(({ contact_id }) => contact_id === id).map(({ direction }) => direction)),
    )
  for (const { id, status_counts } of world.collection(broadcasts).all()) {
    const statuses = sent.filter(({ extra }) => extra?.broadcast_id === id).map(({ status }) => countedAs(status))
    compare(`broadcast ${id}`, Object.fromEntries(COUNTED.map((name) => [name, status_counts[name]])), tally(statuses))
  }
  const inTables = tally(
    world
      .collection(dataRows)
      .all()
      .map(({ table_id }) => table_id),
  )
  for (const { id, num_rows } of world.collection(dataTables).all())
    compare(`table ${id}`, { [id]: num_rows }, inTables)

  const labelled = world.collection(rapidproMessages).all().filter(isVisible)
  const uses = tally(labelled.flatMap(({ extra }) => extra?.labels ?? []))
  for (const { id, count } of world.collection(labels).all()) compare('label', { [id]: count }, uses)
  const inFlows = world.collection(runs).all().toArray()
  for (const { id, runs: said } of world.collection(flows).all())
    compare(`flow ${id}`, said, tally(inFlows.filter(({ flow }) => flow === id).map(({ status }) => status)))
  const about = world.collection(tickets).all().toArray()
  for (const { id, open, closed } of world.collection(topics).all())
    compare(
      `topic ${id}`,
      { open, closed },
      tally(about.filter(({ topic }) => topic === id).map(({ status }) => status)),
    )
  return found
}

/** How many there are of each. */
function tally(words: readonly string[]): Record<string, number> {
  const numbers: Record<string, number> = {}
  for (const word of words) numbers[word] = (numbers[word] ?? 0) + 1
  return numbers
}
