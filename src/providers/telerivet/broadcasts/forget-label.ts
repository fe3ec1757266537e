import type { World } from '../../../core/world.ts'
import type { LabelDeleted } from '../labels/events.ts'
import { broadcasts } from './broadcast.ts'

/** Broadcasts of a label that is gone go on without it. */
export function forgetBroadcastsLabel({ label }: LabelDeleted, world: World): void {
  const rows = world.collection(broadcasts)
  for (const broadcast of rows.all().filter(({ text }) => text.label_ids?.includes(label) ?? false)) {
    const label_ids = broadcast.text.label_ids!.filter((id) => id !== label)
    rows.update(broadcast, { text: { ...broadcast.text, label_ids } })
  }
}
