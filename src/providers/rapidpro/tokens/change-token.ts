import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Role, type Token, loginOf, secretOf, tokens } from './token.ts'

/** Gives out a token, which leads to its world from now on. Who owns several has one role. */
export function createToken(
  world: World,
  { email, role }: { email?: string | undefined; role?: Role | undefined },
): Token {
  const owner = email === undefined || email === loginOf(world) ? null : email
  const owned = ofOwner(world, owner).at(0)
  const token = world.collection(tokens).insert({
    id: `T${world.random.count('rapidpro.token')}`,
    sequence: 0,
    email: owner,
    role: role ?? owned?.role ?? 'administrator',
    created_on: moment(world),
  })
  world.keyring.add('rapidpro', secretOf(world, token.id), token.id)
  return changeRole(world, token, token.role)
}

/** Makes the owner of a token something else: what that may do holds for all of their tokens, from the next call on. */
export function changeRole(world: World, { id, email }: Token, role: Role): Token {
  for (const token of ofOwner(world, email)) if (token.role !== role) world.collection(tokens).update(token, { role })
  return world.collection(tokens).get(id)!
}

const ofOwner = (world: World, email: string | null): Token[] =>
  world
    .collection(tokens)
    .all()
    .filter((token) => token.email === email)
