import { expect, test } from 'vitest'
import { World } from '../../../../src/core/world.ts'
import { expandTemplate } from '../../../../src/providers/rapidpro/broadcasts/expand-template.ts'
import { createContact } from '../../../../src/providers/rapidpro/contacts/change-contact.ts'
import { createField } from '../../../../src/providers/rapidpro/fields/create-field.ts'
import { createGlobal } from '../../../../src/providers/rapidpro/globals/change-global.ts'
import { furnish } from '../../../../src/providers/rapidpro/furnish.ts'

const world = new World(
  'w',
  { seed: 'test', clock: { now: 0 } },
  { breathe: () => undefined, settle: () => Promise.resolve() },
)
furnish(world)
createField(world, { name: 'Plot', type: 'number' })
createField(world, { name: 'Village', type: 'text' })
createField(world, { name: 'Due', type: 'datetime' })
createGlobal(world, { name: 'Help Line', value: '1919' })
const amina = createContact(
  world,
  {
    name: 'Amina Keza',
    language: 'kin',
    fields: { plot: '2.50', due: '10-03-2026 14:30' },
    understood: { due: { datetime: '2026-03-10T14:30:00.000000+02:00' } },
  },
  ['tel:+250788123123', 'telegram:77#amina'],
)

test.each([
  ['Hi @contact', 'Hi Amina Keza'],
  ['Hi @contact.name!', 'Hi Amina Keza!'],
  ['Hi @contact.first_name, @contact.language', 'Hi Amina, kin'],
  ['Hi @(contact.name)s', 'Hi Amina Kezas'],
  ['@fields.plot ha, @contact.fields.plot ha', '2.5 ha, 2.5 ha'],
  ['@FIELDS.PLOT', '2.5'],
  ['Call @globals.help_line, @(GLOBALS.Help_Line)', 'Call 1919, 1919'],
  ['[@fields.village]', '[]'],
  ['[@fields.unknown][@fields.constructor][@contact.constructor][@globals.x]', '[][][][]'],
  ['@urns.tel @urns.telegram [@urns.viber]', 'tel:+250788123123 telegram:77#amina []'],
  ['Ends with @contact.', 'Ends with Amina Keza.'],
  ['@(fields.plot * 2) ha for @(upper(contact.first_name))', '5 ha for AMINA'],
  ['@(if(fields.plot > 2, "big", "small")) @(default(fields.village, "nowhere"))', 'big nowhere'],
  ['@(format_datetime(fields.due)) @fields.due', '10-03-2026 14:30 2026-03-10T14:30:00.000000+02:00'],
  ['@(datetime_diff(fields.due, "12-03-2026", "D")) @(weekday(fields.due))', '2 2'],
  ['@fields', 'Due: 2026-03-10T14:30:00.000000+02:00\nPlot: 2.5'],
  ['@globals', 'Help Line: 1919'],
  [
    '@contact.urns.1 @(count(contact.urns)) @(count(contact.groups)) [@contact.last_seen_on]',
    'telegram:77#amina 2 0 []',
  ],
  ['@(format_date(contact.created_on)) @(today())', '01-01-1970 1970-01-01'],
  ['a @(1 / 0) b @(nothing) c @contact.nothing d', 'a  b  c  d'],
  ['@input.text @results.x @run @now', '@input.text @results.x @run @now'],
  ['@(input.text)!', '!'],
  ['@(contact.name', '@(contact.name'],
  ['kim@example.org, @someone, a @@contact', 'kim@example.org, @someone, a @contact'],
])('%s becomes %s', (text, expanded) => {
  expect(expandTemplate(text, amina, world)).toBe(expanded)
})

test.each([
  ['tel:+250788310003', '0788 310 003'],
  ['tel:+12065551212', '(206) 555-1212'],
  ['tel:2020', '2020'],
  ['telegram:77#amina', 'amina'],
  ['ext:Any Thing', 'Any Thing'],
])('a contact without a name is called by its address as people read it: %s, %s', (urn, written) => {
  const nobody = createContact(world, {}, [urn])
  expect(expandTemplate('Hi @contact [@contact.name]', nobody, world)).toBe(`Hi ${written} []`)
})

test.each([
  ['Jean-Luc Picard', 'Jean'],
  ["O'Neil Kim", "O'Neil"],
  [' Zoë 😀', 'Zoë'],
  ['ज़ोया', 'ज़ोया'],
  ['🙂 Kim', '🙂'],
  ['...', ''],
])('the first name of %s is its first word, %s', (name, first) => {
  expect(expandTemplate('@contact.first_name', createContact(world, { name }), world)).toBe(first)
})
