import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Template, type Translation, templateRows } from './template.ts'

/** A template that the platform has found at a channel's service. */
export function keepTemplate(world: World, name: string, translations: readonly Translation[]): Template {
  const now = moment(world)
  return templateRows(world).insert({
    id: world.random.uuid('rapidpro.template'),
    sequence: 0,
    name,
    translations,
    created_on: now,
    modified_on: now,
  })
}

/** The same as it is found another time. */
export const keepTranslations = (world: World, template: Template, translations: readonly Translation[]): Template =>
  templateRows(world).update(template, { translations, modified_on: moment(world) })
