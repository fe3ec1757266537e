import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { channels } from '../channels/channel.ts'
import { instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

export const TEMPLATE_STATUSES = ['approved', 'pending', 'rejected', 'unsupported_components'] as const

/** A text with places to fill in, as WhatsApp has to approve it before anybody is written to first. */
export type Template = RowOf<typeof templates>

export const templates = defineCollection(
  'rapidpro.templates',
  {
    id: kept.uuid,
    name: kept.text,
    /** One for each locale and channel; there is at least one as long as the template is there. */
    translations: kept.listOf(
      kept.object({
        channel: kept.idOf('rapidpro.channels'),
        /** A language of ISO 639-3 and perhaps a country, as in `eng-US`. */
        locale: kept.written(/^[a-z]{3}(?:-[A-Z]{2})?$/),
        content: kept.text,
        namespace: kept.text,
        status: kept.oneOf(TEMPLATE_STATUSES),
      }),
      { least: 1 },
    ),
    created_on: kept.micros,
    modified_on: kept.micros,
  },
  { orders: ['modified_on'], ids: 'rapidpro.template' },
)

export type Translation = Template['translations'][number]

export const templateRows = (world: World) => world.collection(templates)

/** As many as the highest number that stands in double braces. */
const variablesIn = (content: string): number =>
  Math.max(0, ...[...content.matchAll(/\{\{(\d{1,3})\}\}/g)].map(([, number]) => Number(number)))

const translationSchema = Type.Object(
  {
    language: Type.String({ description: 'ISO 639-3.' }),
    locale: Type.String(),
    content: Type.String(),
    namespace: Type.String(),
    variable_count: Type.Integer({ description: 'How many places are to be filled in.' }),
    status: Type.Unsafe<Translation['status']>({ type: 'string', enum: [...TEMPLATE_STATUSES] }),
    channel: objectRef.schema,
  },
  { additionalProperties: false, title: 'TemplateTranslation' },
)

/** How it looks. */
export const templateView = viewOf<Template>()('Template', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  translations: [
    Type.Array(translationSchema, { description: 'By locale.' }),
    ({ translations }, world) =>
      translations
        .toSorted((a, b) => (a.locale < b.locale ? -1 : a.locale > b.locale ? 1 : 0))
        .map(({ channel, locale, content, namespace, status }) => ({
          language: locale.slice(0, 3),
          locale,
          content,
          namespace,
          variable_count: variablesIn(content),
          status,
          channel: objectRef.object(world.collection(channels).get(channel)!, world),
        })),
  ],
  created_on: [instant('When it was first seen.'), ({ created_on }) => formatTime(created_on)],
  modified_on: [instant('When it last changed.'), ({ modified_on }) => formatTime(modified_on)],
})
