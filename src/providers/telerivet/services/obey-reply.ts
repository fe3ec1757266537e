import type { World } from '../../../core/world.ts'
import type { Answered } from '../../../http/outcome.ts'
import { Problem } from '../../../http/problem.ts'
import { changeContact } from '../contacts/change-contact.ts'
import { sentence } from '../dialect/problems.ts'
import { updateMessage } from '../messages/update-message.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { Message } from '../messages/message.ts'
import { phoneOf } from '../phones/choose-route.ts'
import { type Project, projects } from '../projects/project.ts'
import { changeState } from './change-state.ts'
import { type About, keepLog } from './keep-log.ts'
import { occasionOf } from './occasion.ts'
import { type Reply, replyIn } from './reply.ts'
import type { Service } from './service.ts'
import { serviceStates, stateKey } from './service-state.ts'
import { updateService } from './update-service.ts'

/**
 * Does what a receiver asked for: variables are set, and messages sent. What cannot be done leaves a line in the log and
 * nothing else. Answers whether the message is handled now.
 */
export function obeyReply(
  world: World,
  service: Service,
  { about, route }: { about: About; route: string | null },
  answered: Answered,
): boolean {
  const project = world.collection(projects).get(service.project_id)!
  const reply = replyIn(answered, { world, caller: { project }, query: {} })
  if (reply === undefined) return false
  if (typeof reply === 'string') {
    keepLog(world, about, { content: reply, is_error: true })
    return false
  }
  const attempt = (what: string, act: () => void): boolean => {
    try {
      act()
      return true
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const why = error.issues[0] ? sentence(error.issues[0]) : error.message
      keepLog(world, about, { content: `${what}: ${why}`, is_error: true })
      return false
    }
  }
  attempt('The variables of the reply are not set', () => setVariables(world, project, service, about, reply))
  const { message } = occasionOf(world, about)
  if (!message) return isHandled(reply)
  const sent = reply.messages.filter((_one, index) =>
    attempt(`Message ${index + 1} of the reply is not sent`, () =>
      sendReply(world, project, message, reply, index, route),
    ),
  )
  return sent.length > 0 || isHandled(reply)
}

/** "return_value: 1 means handled." */
const isHandled = ({ variables: { return_value } }: Reply): boolean =>
  return_value === 1 || return_value === '1' || return_value === true

function sendReply(
  world: World,
  project: Project,
  message: Message,
  { messages }: Reply,
  index: number,
  route: string | null,
): void {
  const asked = messages[index]!
  const received = route ?? message.extra?.route_id ?? message.phone_id
  sendMessage(
    world,
    project,
    {
      ...asked,
      to_number: asked.to_number ?? message.from_number,
      // A phone that is gone sends nothing: then the project's own does.
      route_id: asked.route_id ?? asked.phone_id ?? (phoneOf(world, project, received) ? received : undefined),
      // "Replies to simulated messages are simulated."
      simulated: asked.simulated || message.simulated,
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
