import type { World } from '../../../core/world.ts'
import { contextOf, environmentOf } from '../contacts/contact-context.ts'
import type { Contact } from '../contacts/contact.ts'
import { evaluateTemplate } from '../expressions/index.ts'

/** Fills in what a text says of its recipient: `@contact.name`, `@(fields.age + 1)`; an expression that errs is shown as nothing. */
export const expandTemplate = (text: string, contact: Contact, world: World): string =>
  evaluateTemplate(text, contextOf(contact, world), environmentOf(world)).value
