import type { World } from '../../../core/world.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { identityOf, normalize, parseUrn } from '../dialect/urns.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Contact, contactRows, urnRows } from './contact.ts'

/** The contact that has a URN, given by its identity. */
export function contactByIdentity(world: World, identity: string): Contact | undefined {
  const urn = urnRows(world).get(identity)
  return urn && contactRows(world).get(urn.contact)
}

/** References name a contact by its uuid or by one of its URNs; deleted ones cannot be named. */
export function findContact({ world }: Pick<RapidproCall, 'world'>, key: string): Contact | undefined {
  const contact = contactRows(world).get(key) ?? contactByIdentity(world, key) ?? byWritten(world, key)
  return contact?.deleted ? undefined : contact
}

/** A URN as somebody wrote it, rather than as it is stored. */
function byWritten(world: World, key: string): Contact | undefined {
  const urn = parseUrn(key)
  return urn && contactByIdentity(world, identityOf(normalize(urn, workspaceOf(world).country)))
}
