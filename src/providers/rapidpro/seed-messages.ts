import type { World } from '../../core/world.ts'
import type { Act } from '../../http/api.ts'
import { labelRows } from './labels/label.ts'
import { addLabel, archiveMessages, blankMessages } from './messages/change-messages.ts'
import { type Message, messageRows } from './messages/message.ts'

const DAY = 24 * 3_600_000

/** At the end of the fortnight somebody goes through what the patients have written. */
export function seedMessages(world: World): Act[] {
  const sort = (): void => {
    const written = messageRows(world)
      .all()
      .filter(({ direction }) => direction === 'in')
    const label = (name: string, fits: (message: Message) => boolean): void => {
      const found = labelRows(world)
        .all()
        .find((one) => one.name === name)!
      addLabel(world, written.filter(fits), found.id)
    }
    label('Questions', ({ text }) => text.endsWith('?'))
    label('Thanks', ({ text }) => text === 'Thanks!')
    archiveMessages(
      world,
      written.filter(({ text }) => text === 'OK'),
    )
    blankMessages(world, written.slice(0, 1))
  }
  return [{ at: world.now + 13 * DAY + 17 * 3_600_000, run: sort }]
}
