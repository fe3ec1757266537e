import { type Text } from '../../core/network/texts.ts'
import type { World } from '../../core/world.ts'
import { onOnePage } from '../../http/one-page.ts'
import { messageView } from './message.ts'
import { tracesOf } from './traces.ts'

/**
 * So many texts as an answer holds, with what the journal knows of each.
 * @param inPassing whether nobody asked for them, so that they count as read by nobody
 */
export function showMessages(world: World, texts: readonly Text[], { inPassing = false } = {}) {
  const traces = tracesOf(world, texts)
  return onOnePage(texts, (text) => {
    if (!inPassing) world.read.add(text.id)
    return messageView.json(text, world, traces.get(text.id)!)
  })
}
