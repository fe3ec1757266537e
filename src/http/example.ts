import type { CollectionDefinition } from '../core/store/collection.ts'
import type { Row } from '../core/store/row.ts'
import type { World } from '../core/world.ts'

/** One of the people in the world `demo`; it is of the numbers that are never given to anybody. */
export const SOMEBODY = '+12065550101'

/** The file that the page at /docs uploads where nobody has chosen one: no example can hold bytes. */
export const A_PICTURE = { name: 'spring.gif', type: 'image/gif', content: 'GIF89a' } as const

/** The id of the latest row that fits, for an example; where there is none, one that nothing has. */
export const latest = <R extends Row>(
  world: World,
  kind: CollectionDefinition<R>,
  fits: (row: R) => boolean = () => true,
): string => world.collection(kind).all().findLast(fits)?.id ?? 'nothing'
