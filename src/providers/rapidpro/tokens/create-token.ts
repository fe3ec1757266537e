import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import type { User } from '../users/user.ts'
import { type Token, secretOf, tokens } from './token.ts'

/** Gives out a token, which leads to its world from now on. */
export function createToken(world: World, { id: user }: User): Token {
  const token = world.collection(tokens).insert({
    id: `T${world.random.count('rapidpro.token')}`,
    sequence: 0,
    user,
    created_on: moment(world),
  })
  world.keyring.add('rapidpro', secretOf(world, token.id), token.id)
  return token
}
