import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { sentence } from '../dialect/problems.ts'
import { sendMessage } from '../messages/send-message.ts'
import { isRoute } from '../phones/choose-route.ts'
import { type Project, projects } from '../projects/project.ts'
import { serviceTemplates } from '../service-templates/service-template.ts'
import { createRow } from '../tables/create-row.ts'
import { dataTables } from '../tables/data-table.ts'
import { isOfTemplate } from './config.ts'
import type { Line } from './keep-log.ts'
import { type Occasion, otherNumber } from './occasion.ts'
import type { Service } from './service.ts'
import type { ServiceRun } from './service-run.ts'

/** Does what the template of a service says: its messages are sent, and a response is kept. Answers the messages that were sent. */
export function runTemplate(
  world: World,
  service: Service,
  run: ServiceRun,
  occasion: Occasion,
  write: (line: Line) => void,
): string[] {
  const project = world.collection(projects).get(service.project_id)!
  const template = isOfTemplate(service.config)
    ? world.collection(serviceTemplates).get(service.config.template_service_id)
    : undefined
  if (!template) {
    write({ content: 'Not run: its template is gone.', is_error: true })
    return []
  }
  if (template.collects_responses) keepResponse(world, project, service, occasion)
  const sent: string[] = []
  for (const content of template.messages) {
    try {
      sent.push(say(world, project, { service, run, occasion }, content))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const why = error.issues[0] ? sentence(error.issues[0]) : error.message
      write({ content: `A message is not sent: ${why}`, is_error: true })
    }
  }
  if (sent.length > 0) write({ content: `${sent.length} sent of ${template.messages.length} messages` })
  return sent
}

interface Running {
  service: Service
  run: ServiceRun
  occasion: Occasion
}

/** "To the sender", by what the message came in by. */
function say(
  world: World,
  project: Project,
  { service, run, occasion: { message, contact } }: Running,
  content: string,
): string {
  const by = run.route_id ?? message?.extra?.route_id ?? message?.phone_id
  return sendMessage(
    world,
    project,
    {
      message_type: 'text',
      content,
      ...(message ? { to_number: otherNumber(message) } : { contact_id: contact?.id }),
      route_id: by && isRoute(world, project, by) ? by : undefined,
      replace_variables: true,
      is_template: false,
      track_clicks: false,
      priority: 1,
      simulated: message?.simulated ?? false,
      by_service: service.id,
      variables: run.variables,
    },
    'service',
  ).id
}

/** What somebody wrote becomes a row of the table that responses are stored in. */
function keepResponse(
  world: World,
  project: Project,
  { response_table_id }: Service,
  { message, contact }: Occasion,
): void {
  const table = response_table_id === null ? undefined : world.collection(dataTables).get(response_table_id)
  if (!table || message?.direction !== 'incoming') return
  createRow(world, project, table, {
    contact_id: contact?.id ?? null,
    from_number: message.from_number,
    vars: { response: (message.content ?? '').slice(0, LONGEST_RESPONSE) },
  })
}

/** A variable holds 4096 bytes, and a character takes up to three. */
const LONGEST_RESPONSE = 1365
