import type { DataOf } from '../../../core/events.ts'
import type { World } from '../../../core/world.ts'
import type { tableDeleted } from '../tables/events.ts'
import { services } from './service.ts'

/** Services whose responses went to a table that is gone store none. */
export const forgetResponseTable = ({ table }: DataOf<typeof tableDeleted>, world: World): void =>
  world.collection(services).replaceValue('response_table_id', table, null)
