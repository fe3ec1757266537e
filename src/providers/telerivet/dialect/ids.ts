import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'

/** The letters that begin the ids of each kind of object. */
const ID_PREFIXES = {
  organization: 'AC',
  service: 'SV',
  project: 'PJ',
  transaction: 'AT',
  phone: 'PN',
  contact: 'CT',
  group: 'CG',
  label: 'LB',
  user: 'UR',
  message: 'SM',
  broadcast: 'MB',
  route: 'RT',
  table: 'DT',
  row: 'DR',
  task: 'DE',
  storage: 'ST',
} as const

/** What sentences and paths call a kind of object. */
export type Noun = keyof typeof ID_PREFIXES

/** A fresh id: two letters for the kind, 16 hexadecimal digits. */
export function newId(world: World, kind: Noun): string {
  return ID_PREFIXES[kind] + world.random.hex(`telerivet.${kind}`, 16)
}

/** The same as rows hold it. */
export const keptId = (kind: Noun) => kept.written(new RegExp(`^${ID_PREFIXES[kind]}[0-9a-f]{16}$`))
