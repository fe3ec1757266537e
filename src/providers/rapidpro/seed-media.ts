import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { contactByIdentity } from './contacts/find-contact.ts'
import { asAttachment } from './media/attachment.ts'
import { keepMedia } from './media/keep-media.ts'
import { sendMessage } from './messages/send-message.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A red cross of eight by eight pixels, as PNG. */
const CROSS =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAH0lEQVR42mP4jwMwwFkXFBSAiDgJiBAyIiRBuh1YAQC7bZi9JgFu1QAAAABJRU5ErkJggg=='

/** Nobody called: where textbed listens unless told otherwise. */
const ORIGIN = 'http://127.0.0.1:8398'

/** The clinic shows a few people the sign that they are to look for. */
export function seedMedia(world: World, people: readonly Person[]): Act[] {
  const show = (): void => {
    const content = Buffer.from(CROSS, 'base64')
    const sign = keepMedia(world, { name: 'our sign.png', contentType: 'image/png', content }, ORIGIN)
    for (const { number } of people.slice(0, 3)) {
      const contact = contactByIdentity(world, `tel:${number}`)!
      const text = 'Look for this sign.'
      sendMessage(world, { contact, text, extra: { attachments: [asAttachment(sign)] } })
    }
  }
  return [{ at: world.now + 4 * DAY + 10 * HOUR, run: show }]
}
