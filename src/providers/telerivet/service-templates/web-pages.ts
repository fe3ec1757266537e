import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { choice, list, number, object, text, yesOrNo } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { MOST_VARS, isVarName } from '../dialect/vars.ts'
import { LONGEST_CONTENT } from '../messages/message.ts'
import { organizations } from '../organizations/organization.ts'
import { projects } from '../projects/project.ts'
import { projectNamed } from '../projects/project-named.ts'
import type { Context } from '../services/types.ts'
import { CONTEXTS } from '../services/words.ts'
import { createTemplate } from './create-template.ts'
import { PARAMETER_TYPES, type Parameter } from './parameter.ts'
import { serviceTemplateView, serviceTemplates } from './service-template.ts'

const parameter = object('What whoever makes a service of the template fills in.', {
  name: text('Its name; the value becomes the variable of this name of the service.', {
    known: { is: isVarName, what: 'at most 32 letters, digits and underscores' },
  }),
  type: withDefault(choice('What its values are.', PARAMETER_TYPES), 'string'),
  required: withDefault(yesOrNo('Whether it has to be filled in.'), true),
  choices: optional(list('The only values that it can have.', text('One of them.'), { min: 1, max: 100 })),
  min: optional(number('The least that a number can be.')),
  max: optional(number('The greatest that a number can be.')),
})

/** Services of Custom Actions are made into templates on the web pages alone. */
export const serviceTemplatePages = webPages({
  noun: 'service template',
  nouns: 'service templates',
  rows: (world: World) => world.collection(serviceTemplates).all().toArray(),
  view: serviceTemplateView,
  create: {
    description:
      'Services of type custom_template_instance can be made of it from then on, with `template_service_id` in their configuration.',
    body: {
      name: text('What it is called.', { min: 1 }),
      contexts: withDefault<Context[]>(
        list('In which its services can be invoked.', choice('One of them.', CONTEXTS), { min: 1, max: 6 }),
        ['message', 'contact'],
      ),
      parameters: withDefault(list('What a service of it is made of.', parameter, { max: MOST_VARS }), []),
      messages: withDefault(
        list(
          'What a service of it says to the contact that it is invoked for, in this order; variables such as [[contact.name]], [[service.vars.crop]] and [[$price]] are replaced.',
          text('One of them.', { min: 1, max: LONGEST_CONTENT }),
          { max: 20 },
        ),
        [],
      ),
      collects_responses: withDefault(
        yesOrNo('Whether the messages that its services are run for become rows of a data table.'),
        false,
      ),
      project_id: optional(
        text('ID of the one project that it is available to; all of the organization unless given.'),
      ),
    },
    example: () => ({
      name: 'Price of a crop',
      parameters: [{ name: 'crop', choices: ['tea', 'coffee'] }],
      messages: ['Hello [[contact.name]], we buy [[service.vars.crop]] this week.'],
    }),
    make(world, { project_id, ...asked }) {
      refuseTwice(asked.parameters)
      const project = project_id === undefined ? null : projectNamed(world, project_id)
      const owner = project ?? world.collection(projects).all().at(0)
      const organization = owner
        ? world.collection(organizations).get(owner.organization_id)!
        : world.collection(organizations).all().at(0)!
      return createTemplate(world, { ...asked, organization, project })
    },
  },
  remove: {
    description: 'No more services can be made of it; those that there are say nothing any more.',
    discard: (world, row) => world.collection(serviceTemplates).delete(row),
  },
})

function refuseTwice(parameters: readonly Parameter[]): void {
  const names = parameters.map(({ name }) => name)
  const again = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (again !== -1)
    throw invalid(['parameters', again, 'name'], `"parameters.${again}.name" is the name of another parameter, too.`)
}
