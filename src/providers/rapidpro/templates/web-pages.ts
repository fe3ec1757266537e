import { didYouMean } from '../../../core/nearest.ts'
import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { type FieldValues, optional, withDefault } from '../../../http/field.ts'
import { choice, list, object, text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { activeChannels } from '../channels/channel.ts'
import { isNamed } from '../dialect/names.ts'
import { keepTemplate, keepTranslations } from './keep-template.ts'
import { TEMPLATE_STATUSES, type Translation, templateRows, templateView } from './template.ts'

const WHATSAPP = 'whatsapp'

const translation = object('A translation.', {
  channel: optional(text('The uuid of the WhatsApp channel; the first one unless given.')),
  locale: text('Language of ISO 639-3 and perhaps a country, such as `eng` or `eng-US`.', {
    pattern: /^[a-z]{3}(?:-[A-Z]{2})?$/,
  }),
  content: text('The text, with places such as {{1}}.', { min: 1, max: 4096 }),
  namespace: withDefault(text('The namespace of its account.', { max: 36 }), ''),
  status: withDefault(choice('What WhatsApp says of it.', TEMPLATE_STATUSES), 'approved'),
})
type Asked = FieldValues<{ one: typeof translation }>['one']

const translations = list('One for each locale and channel.', translation, { min: 1, max: 100 })

/** Templates are made at WhatsApp, where the platform finds them; here they are put in. */
export const templatePages = webPages({
  noun: 'template',
  nouns: 'templates',
  view: templateView,
  rows: (world: World) => templateRows(world).all().toArray(),
  create: {
    description: 'As if the platform had found it at WhatsApp. It is listed, and goes with its channels.',
    body: { name: text('What it is called; no other template is.', { min: 1, max: 512 }), translations },
    example: () => ({ name: 'reminder', translations: [{ locale: 'eng', content: 'See you on {{1}}.' }] }),
    make(world, { name, translations: asked }) {
      if (templateRows(world).all().find(isNamed(name)))
        throw new Refusal('exists', `There is a template "${name}" already. Change it, or choose another name.`)
      return keepTemplate(
        world,
        name,
        asked.map((one) => atChannel(world, one)),
      )
    },
  },
  change: {
    description: 'As if the platform had asked WhatsApp again.',
    body: { translations },
    example: () => ({ translations: [{ locale: 'eng', content: 'See you on {{1}}.', status: 'rejected' }] }),
    apply: (world, row, asked) =>
      keepTranslations(
        world,
        row,
        asked.translations.map((one) => atChannel(world, one)),
      ),
  },
  remove: {
    description: 'It is in no list from then on.',
    discard: (world, row) => templateRows(world).delete(row),
  },
})

/** @throws Refusal where there is no such channel that reaches people at WhatsApp */
function atChannel(world: World, { channel: uuid, locale, content, namespace, status }: Asked): Translation {
  const able = activeChannels(world).filter(({ schemes }) => schemes.includes(WHATSAPP))
  const channel = uuid === undefined ? able[0] : able.find(({ id }) => id === uuid)
  if (channel) return { channel: channel.id, locale, content, namespace, status }
  throw new Refusal(
    'unknown',
    uuid === undefined
      ? 'Templates belong to channels for WhatsApp, and this world has none. Add one of the type whatsapp on the page of channels.'
      : `There is no channel for WhatsApp "${uuid}". ${didYouMean(
          uuid,
          able.map(({ id }) => id),
        )}`,
  )
}
