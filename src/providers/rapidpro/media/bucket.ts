import type { World } from '../../../core/world.ts'
import type { RapidproCall } from '../dialect/caller.ts'

/**
 * Where the files of a workspace lie. No other world's has the same name, a fork's neither: whoever has the address of a
 * file has no other credential, and finds the world by it.
 */
export const bucketOf = ({ keyring }: World): string =>
  keyring.secret('rapidpro', 'bucket', 'abcdefghijklmnopqrstuvwxyz0123456789', 20)

/** The address of the bucket as the caller finds it: the variant of views that show files. */
export const bucketAddress = ({ world, request }: RapidproCall): string => `${request.origin}/media/${bucketOf(world)}`
