import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../../src/core/store/collection.ts'
import * as kept from '../../../../src/core/store/kept.ts'
import type { World } from '../../../../src/core/world.ts'
import { Problem } from '../../../../src/http/problem.ts'
import { viewOf } from '../../../../src/http/view.ts'

/** Somebody whom the toy platform knows. */
export type Contact = RowOf<typeof contacts>

export const contacts = defineCollection(
  'toy.contacts',
  { name: kept.text, number: kept.text, city: kept.orNull(kept.text), texts: kept.count },
  { ids: 'toy.contact', indexes: ['number'] },
)

export const contactView = viewOf<Contact>()('Toy contact', {
  id: [Type.String(), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  number: [Type.String(), ({ number }) => number],
  city: [Type.Union([Type.String(), Type.Null()]), ({ city }) => city],
  texts: [Type.Integer({ description: 'How many texts went to it or came from it.' }), ({ texts }) => texts],
})

/** @throws Problem where there is none */
export function findContact(world: World, id: string | undefined): Contact {
  const contact = id === undefined ? undefined : world.collection(contacts).get(id)
  if (!contact) throw new Problem('not_found', `there is no contact ${id}`)
  return contact
}
