import type { World } from '../../../core/world.ts'
import type { Answered } from '../../../http/outcome.ts'
import { Problem } from '../../../http/problem.ts'
import { changeContact } from '../contacts/change-contact.ts'
import { sentence } from '../dialect/problems.ts'
import { updateMessage } from '../messages/update-message.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { Message } from '../messages/message.ts'
import { isRoute } from '../phones/choose-route.ts'
import { type Project, projects } from '../projects/project.ts'
import { changeState } from './change-state.ts'
import type { About, Line } from './keep-log.ts'
import { type Occasion, occasionOf, otherNumber } from './occasion.ts'
import { type Reply, type ReplyMessage, replyIn } from './reply.ts'
import type { Service } from './service.ts'
import { serviceStates, stateKey } from './service-state.ts'
import { updateService } from './update-service.ts'

/** What came of a reply. */
interface Obeyed {
  /** Whether the message is handled now. */
  handled: boolean
  return_value: unknown
  /** The messages that were sent. */
  sent: readonly string[]
}

interface Answering {
  about: About
  route: string | null
  /** Writes a line in the log. */
  write: (line: Line) => void
}

/**
 * Does what a receiver asked for: variables are set, and messages sent. What cannot be done leaves a line in the log and
 * nothing else.
 */
export function obeyReply(
  world: World,
  service: Service,
  { about, route, write }: Answering,
  answered: Answered,
): Obeyed {
  const project = world.collection(projects).get(service.project_id)!
  const reply = replyIn(answered, { world, caller: { project }, query: {} })
  if (reply === undefined) return NOTHING_ASKED
  if (typeof reply === 'string') {
    write({ content: reply, is_error: true })
    return NOTHING_ASKED
  }
  const attempt = <T>(what: string, act: () => T): T | undefined => {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const why = error.issues[0] ? sentence(error.issues[0]) : error.message
      write({ content: `${what}: ${why}`, is_error: true })
      return undefined
    }
  }
  attempt('The variables of the reply are not set', () => setVariables(world, project, service, about, reply))
  const { message, contact } = occasionOf(world, about)
  const sent = reply.messages.flatMap(
    (asked, index) =>
      attempt(`Message ${index + 1} of the reply is not sent`, () =>
        sendReply(world, project, { service, message, contact, route }, asked),
      )?.id ?? [],
  )
  const { return_value = null } = reply.variables
  return { handled: sent.length > 0 || isHandled(reply), return_value, sent }
}

const NOTHING_ASKED: Obeyed = { handled: false, return_value: null, sent: [] }

/** "return_value: 1 means handled." */
const isHandled = ({ variables: { return_value } }: Reply): boolean =>
  return_value === 1 || return_value === '1' || return_value === true

/** "To the sender", by what the message came in by, unless it says otherwise. */
function sendReply(
  world: World,
  project: Project,
  { service, message, contact, route }: Occasion & { service: Service; route: string | null },
  asked: ReplyMessage,
): Message {
  const by = route ?? message?.extra?.route_id ?? message?.phone_id
  const whom = message ? { to_number: otherNumber(message) } : { contact_id: contact?.id }
  return sendMessage(
    world,
    project,
    {
      ...asked,
      ...(asked.to_number === undefined && whom),
      // A phone that is gone sends nothing: then the project's own does.
      route_id: asked.route_id ?? asked.phone_id ?? (by && isRoute(world, project, by) ? by : undefined),
      // "Replies to simulated messages are simulated."
      simulated: asked.simulated || (message?.simulated ?? false),
      by_service: service.id,
    },
    'webhook',
  )
}

function setVariables(
  world: World,
  project: Project,
  service: Service,
  about: About,
  { variables: { state, stateVars, name, contactVars, messageVars, serviceVars } }: Reply,
): void {
  const { message, contact } = occasionOf(world, about)
  if (messageVars && message) updateMessage(world, message, { vars: messageVars })
  if (serviceVars) updateService(world, service, { vars: serviceVars })
  if (!contact) return
  if (name !== undefined || contactVars) changeContact(world, project, contact, { name, vars: contactVars })
  const before = world.collection(serviceStates).get(stateKey(service.id, contact.id))?.state ?? null
  if (state !== undefined || (stateVars && before !== null))
    changeState(world, service, contact, state === undefined ? before : state, stateVars)
}
