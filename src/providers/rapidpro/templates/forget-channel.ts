import type { World } from '../../../core/world.ts'
import type { ChannelReleased } from '../channels/events.ts'
import { keepTranslations } from './keep-template.ts'
import { templateRows } from './template.ts'

/** Translations go with their channel, and a template with the last of them. */
export function forgetChannel({ channel }: ChannelReleased, world: World): void {
  for (const template of templateRows(world).all().slice()) {
    const left = template.translations.filter((one) => one.channel !== channel)
    if (left.length === 0) templateRows(world).delete(template)
    else if (left.length < template.translations.length) keepTranslations(world, template, left)
  }
}
