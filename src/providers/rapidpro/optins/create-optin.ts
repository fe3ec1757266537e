import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type OptIn, optInRows } from './optin.ts'

/** Something new that people may agree to. */
export const createOptIn = (world: World, { name }: { name: string }): OptIn =>
  optInRows(world).insert({
    id: world.random.uuid('rapidpro.optin'),
    sequence: 0,
    name,
    created_on: moment(world),
  })
