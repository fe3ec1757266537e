import { expect, test } from 'vitest'
import { PROFILES, World } from '../../../../src/core/world.ts'
import { changeContact, createContact } from '../../../../src/providers/rapidpro/contacts/change-contact.ts'
import { furnish } from '../../../../src/providers/rapidpro/furnish.ts'
import { type Message, messageRows } from '../../../../src/providers/rapidpro/messages/message.ts'
import { writeMessages } from '../../../../src/providers/rapidpro/messages/message-text.ts'
import { sendMessage } from '../../../../src/providers/rapidpro/messages/send-message.ts'
import { enter } from '../../../../src/providers/rapidpro/messages/track-delivery.ts'
import { viewMessages } from '../../../../src/providers/rapidpro/messages/view-message.ts'
import { workspaceOf, workspaceRows } from '../../../../src/providers/rapidpro/workspace/workspace.ts'

function variety(profile: (typeof PROFILES)[number]): World {
  const clock = { now: Date.UTC(2026, 0, 1) }
  const world = new World(
    'w',
    { seed: 'test', profile, clock },
    { breathe: () => undefined, settle: () => Promise.resolve() },
  )
  furnish(world)
  const named = createContact(world, { name: 'Am"ina \\ \u2028' }, ['tel:+250788123123#Amina'])
  const unreachable = createContact(world, {}, ['telegram:1'])
  for (const text of ['plain', 'quote " backslash \\ newline \n tab \t', 'Ünïcode 🙂', '\u007f\u2028', ''])
    sendMessage(world, { contact: named, text })
  sendMessage(world, { contact: unreachable, text: 'lost' })
  sendMessage(world, { contact: named, text: 'part of one', broadcast: 7 })
  sendMessage(world, {
    contact: named,
    text: 'with',
    extra: { attachments: ['image/jpeg:http://example.org/a.jpg'], archived: true },
  })
  enter(world, sendMessage(world, { contact: named, text: 'wired' }), 'wired')
  messageRows(world).insert({
    ...messageRows(world).get('1')!,
    id: '99',
    direction: 'in',
    status: 'handled',
  } as Message & { sequence: 0 })
  changeContact(world, named, { name: 'Amina' })
  return world
}

test.each(PROFILES)('the text of a message is its view as JSON, in the profile %s', (profile) => {
  const world = variety(profile)
  for (const anon of [false, true]) {
    workspaceRows(world).update(workspaceOf(world), { anon })
    for (const row of messageRows(world).all())
      expect(writeMessages(world)(row)).toBe(JSON.stringify(viewMessages(world)(row)))
  }
})
