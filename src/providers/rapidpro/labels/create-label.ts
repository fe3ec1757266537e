import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Label, labelRows } from './label.ts'

/** A new label, that no message has yet. */
export const createLabel = (world: World, { name }: { name: string }): Label =>
  labelRows(world).insert({
    id: world.random.uuid('rapidpro.label'),
    sequence: 0,
    name,
    count: 0,
    created_on: moment(world),
  })
