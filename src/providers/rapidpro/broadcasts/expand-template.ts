import type { World } from '../../../core/world.ts'
import { anonDisplay } from '../contacts/contact-view.ts'
import type { Contact } from '../contacts/contact.ts'
import { shownValue } from '../contacts/field-values.ts'
import { contactFieldRows } from '../fields/contact-field.ts'
import { identityOfStored, readable, schemeOf } from '../dialect/urns.ts'
import { globalRows } from '../globals/global.ts'
import { workspaceOf } from '../workspace/workspace.ts'

/** Fills in what a broadcast's text says of its recipient: `@contact.name`, `@fields.age`, `@urns.tel`; `@@` is an at sign. */
export function expandTemplate(text: string, contact: Contact, world: World): string {
  if (!text.includes('@')) return text
  return text.replace(EXPRESSION, (whole: string, bare: string | undefined, wrapped: string | undefined) => {
    if (whole === '@@') return '@'
    const [root, ...steps] = (bare ?? wrapped)!.toLowerCase().split('.')
    return ROOTS[root!]!(contact, steps.join('.'), world)
  })
}

/** An at sign before any other word, as in an e-mail address, is left alone. */
const EXPRESSION =
  /@@|@((?:contact|fields|globals|urns)\b(?:\.\w+)*)|@\(\s*((?:contact|fields|globals|urns)\b(?:\.\w+)*)\s*\)/gi

const ROOTS: Readonly<Record<string, (contact: Contact, name: string, world: World) => string>> = {
  contact: (contact, name, world) => {
    const [property, inner = ''] = name.split('.')
    if (property === 'fields' || property === 'urns') return ROOTS[property]!(contact, inner, world)
    return Object.hasOwn(PROPERTIES, property!) ? PROPERTIES[property!]!(contact, world) : ''
  },
  fields: (contact, key, world) => {
    const field = contactFieldRows(world).get(key)
    return (field && shownValue(contact, field)) ?? ''
  },
  globals: (_contact, key, world) => globalRows(world).get(key)?.value ?? '',
  urns: ({ urns }, scheme, world) => {
    const urn = urns.find((one) => schemeOf(one) === scheme)
    if (!urn) return ''
    return workspaceOf(world).anon ? `${scheme}:********` : identityOfStored(urn)
  },
}

const display = (contact: Contact, world: World): string => {
  if (contact.name) return contact.name
  if (workspaceOf(world).anon) return anonDisplay(contact)
  return contact.urns[0] ? readable(contact.urns[0]) : ''
}

/** Words end where letters, marks and digits do: the first of Jean-Luc is Jean. */
const WORD = /[\p{L}\p{M}\p{N}_]+/u

const PROPERTIES: Readonly<Record<string, (contact: Contact, world: World) => string>> = {
  '': display,
  name: ({ name }) => name ?? '',
  first_name: ({ name }) => WORD.exec(name ?? '')?.[0] ?? '',
  language: ({ language }) => language ?? '',
  uuid: ({ id }) => id,
  status: ({ status }) => status,
  urn: ({ urns }, world) => (urns[0] && !workspaceOf(world).anon ? identityOfStored(urns[0]) : ''),
}
