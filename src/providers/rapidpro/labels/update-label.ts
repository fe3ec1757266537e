import type { World } from '../../../core/world.ts'
import { type Label, labelRows } from './label.ts'

/** Gives a label another name. */
export const updateLabel = (world: World, label: Label, { name }: { name: string }): Label =>
  labelRows(world).update(label, { name })
