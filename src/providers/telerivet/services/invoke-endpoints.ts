import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { jsonList, jsonObject } from '../../../http/json-text.ts'
import { invalid } from '../../../http/problem.ts'
import { airtimeResource } from '../airtime/airtime-transaction.ts'
import { contactOf } from '../contacts/find-contact.ts'
import { getOrCreateContact } from '../contacts/get-or-create-contact.ts'
import { contacts } from '../contacts/contact.ts'
import { endpoint, find } from '../dialect/endpoints.ts'
import { boolean, choice, idField, label, orElse, unlessBlank } from '../dialect/fields.ts'
import { inProject } from '../dialect/in-project.ts'
import { messages } from '../messages/message.ts'
import { messageResource } from '../messages/message-view.ts'
import { refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import type { ServiceRan } from './events.ts'
import { type Context, type Invocation, eventsIn, refuseInvocation, variablesField } from './invocation.ts'
import { invokeNow, invokeService } from './invoke-service.ts'
import { serviceResource, services } from './service.ts'
import { CONTEXTS } from './words.ts'

const strings = (description: string) => Type.Optional(Type.Array(Type.String(), { description }))

const resultSchema = Type.Object(
  {
    return_value: Type.Optional(Type.Any({ description: 'What the service returned, null if nothing.' })),
    log_entries: strings('What it wrote in the service logs.'),
    errors: strings('Those of them that are errors.'),
    sent_messages: Type.Array(messageResource.view.schema, { description: 'The messages that it sent.' }),
    airtime_transactions: Type.Optional(Type.Array(airtimeResource.view.schema)),
  },
  { additionalProperties: false, title: 'Result of a service' },
)

/** How somebody runs a service. */
export const invokeEndpoints = [
  endpoint({
    id: 'telerivet.invokeService',
    method: 'post',
    path: '/v1/projects/{project_id}/services/{service_id}/invoke',
    summary: 'Runs a service by hand, for a message, a contact or the project.',
    description:
      'The receiver of a webhook service is asked at once, whoever moves the clock, and what its reply leads to is in the answer. With async the answer comes before, and holds sent_messages alone.',
    tag: 'Services',
    permission: 'Send messages',
    body: {
      context: choice(CONTEXTS, 'One of the contexts of the service.'),
      event: orElse(label('One of the events that the service takes in this context.', 63), 'default'),
      message_id: unlessBlank(idField('message', 'Required where context is message.')),
      contact_id: unlessBlank(idField('contact', 'Required where context is contact and phone_number is not set.')),
      phone_number: unlessBlank(label('The number of the contact, who is created where nobody is known by it.')),
      variables: variablesField,
      route_id: unlessBlank(idField('phone or route', 'Sends what the service sends by itself.')),
      async: orElse(boolean('Whether it is queued: one at a time for each project.'), false),
    },
    returns: resultSchema,
    example: (demo) => ({
      path: { service_id: invocable(demo) },
      body: { context: 'contact', contact_id: demo.collection(contacts).all().at(0)?.id, variables: { crop: 'tea' } },
    }),
    async handle(call) {
      const { world, caller, body } = call
      const service = find(serviceResource, call)
      refuseInvocation(service, body)
      refuseUnknownRoute(world, caller.project, 'route_id', body.route_id)
      const { context, event, route_id, variables } = body
      const invocation = { context, event, route_id, variables, ...OCCASIONS[context](world, caller.project, body) }
      if (!body.async) return resultOf(world, await invokeNow(world, service, invocation))
      invokeService(world, service, invocation)
      return { sent_messages: [] }
    },
  }),
]

/** A service that is run for contacts. */
const invocable = (demo: World): string =>
  demo
    .collection(services)
    .all()
    .find((service) => service.active && eventsIn(service, 'contact').includes('default'))?.id ?? 'nothing'

interface Named {
  event: string
  message_id?: string | undefined
  contact_id?: string | undefined
  phone_number?: string | undefined
}

type Occasion = Pick<Invocation, 'message_id' | 'contact_id'>

const nameless = (context: string) => () => {
  throw invalid('context', `must be message, contact or project: no parameter says which ${context} it would be for`)
}

/** What a service is run for in each context. @throws Problem */
const OCCASIONS: Readonly<Record<Context, (world: World, project: Project, named: Named) => Occasion>> = {
  message(world, project, { message_id, event }) {
    if (message_id === undefined) throw invalid('message_id', 'is required where context is message')
    const message = inProject(world, messages, project, message_id)
    if (!message) throw invalid('message_id', 'is not the ID of a message of this project')
    if (event === 'incoming_message' && message.direction !== 'incoming')
      throw invalid('message_id', 'must be of an incoming message where event is incoming_message')
    return { message_id, contact_id: message.contact_id }
  },
  contact(world, project, { contact_id, phone_number }) {
    if (contact_id === undefined && phone_number === undefined)
      throw invalid('contact_id', 'or phone_number is required where context is contact')
    if (contact_id === undefined) return { contact_id: getOrCreateContact(world, project, { phone_number }).id }
    if (!contactOf(world, project, contact_id))
      throw invalid('contact_id', 'is not the ID of a contact of this project')
    return { contact_id }
  },
  project: () => ({}),
  call: nameless('call'),
  ussd_session: nameless('USSD session'),
  row: nameless('row'),
}

/** Messages that are gone meanwhile are told of no more. */
const resultOf = (world: World, { return_value, log, errors, sent }: ServiceRan) =>
  jsonObject({
    return_value,
    log_entries: [...log],
    errors: [...errors],
    sent_messages: jsonList(
      sent.flatMap((id) => {
        const message = world.collection(messages).get(id)
        return message ? [messageResource.view.json(message, world)] : []
      }),
    ),
    airtime_transactions: [],
  })
