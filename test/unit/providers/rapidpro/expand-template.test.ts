import { expect, test } from 'vitest'
import { World } from '../../../../src/core/world.ts'
import { expandTemplate } from '../../../../src/providers/rapidpro/broadcasts/expand-template.ts'
import { createContact } from '../../../../src/providers/rapidpro/contacts/change-contact.ts'
import { furnish } from '../../../../src/providers/rapidpro/furnish.ts'

const world = new World(
  'w',
  { seed: 'test', clock: { now: 0 } },
  { breathe: () => undefined, settle: () => Promise.resolve() },
)
furnish(world)
const amina = createContact(world, { name: 'Amina Keza', language: 'kin', fields: { plot: '2.5' } }, [
  'tel:+250788123123',
  'telegram:77#amina',
])
const nobody = createContact(world, {}, ['tel:+250788123124'])

test.each([
  ['Hi @contact', 'Hi Amina Keza'],
  ['Hi @contact.name!', 'Hi Amina Keza!'],
  ['Hi @contact.first_name, @contact.language', 'Hi Amina, kin'],
  ['Hi @(contact.name)s', 'Hi Amina Kezas'],
  ['@fields.plot ha, @contact.fields.plot ha', '2.5 ha, 2.5 ha'],
  ['@FIELDS.PLOT', '2.5'],
  ['[@fields.unknown][@fields.constructor][@contact.constructor][@globals.x]', '[][][][]'],
  ['@urns.tel @urns.telegram [@urns.viber]', 'tel:+250788123123 telegram:77 []'],
  ['Ends with @contact.', 'Ends with Amina Keza.'],
  ['kim@example.org, @someone, a @@contact', 'kim@example.org, @someone, a @contact'],
])('%s becomes %s', (text, expanded) => {
  expect(expandTemplate(text, amina, world)).toBe(expanded)
})

test('a contact without a name is called by its address', () => {
  expect(expandTemplate('Hi @contact [@contact.name]', nobody, world)).toBe('Hi +250788123124 []')
})
