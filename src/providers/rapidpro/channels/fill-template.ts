/** What an aggregator may be told of a message, by the names that stand in braces in a channel's templates. */
export type Values = Readonly<Record<(typeof NAMES)[number], string>>

const NAMES = ['id', 'uuid', 'text', 'to', 'to_no_plus', 'from', 'from_no_plus', 'channel', 'session_status'] as const

/** The words of the service's form for what is sent, and the header that each stands for; others are headers themselves. */
export const CONTENT_TYPES = {
  urlencoded: 'application/x-www-form-urlencoded',
  json: 'application/json',
  xml: 'text/xml; charset=utf-8',
} as const

/** How what is filled in is written where it stands. */
interface Writing {
  text(value: string): string
  /** Texts that are offered as answers. */
  replies(texts: readonly string[]): string
}

const FORM: Writing = {
  text: (value) => inForm(value),
  replies: (texts) => texts.map((text) => `&quick_reply=${inForm(text)}`).join(''),
}

const WRITINGS: Readonly<Record<string, Writing>> = {
  'application/x-www-form-urlencoded': FORM,
  'application/json': { text: (value) => inJson(value), replies: (texts) => `[${texts.map(inJson).join(',')}]` },
  'text/xml': {
    text: (value) => inXml(value),
    replies: (texts) => texts.map((text) => `<item>${inXml(text)}</item>`).join(''),
  },
}

/** Whatever is not known is sent as it is. */
const PLAIN: Writing = { ...FORM, text: (value) => value }

/** An address, or a body of this content type, with everything filled in that stands in double braces. */
export function fillTemplate(
  template: string,
  values: Values,
  replies: readonly string[],
  contentType: string = CONTENT_TYPES.urlencoded,
): string {
  const mediaType = contentType.split(';', 1)[0]!.trim().toLowerCase()
  const writing = WRITINGS[mediaType === 'application/xml' ? 'text/xml' : mediaType] ?? PLAIN
  return template.replace(PLACE, (place, name: string) =>
    name === 'quick_replies'
      ? writing.replies(replies)
      : Object.hasOwn(values, name)
        ? writing.text(values[name as keyof Values])
        : place,
  )
}

const PLACE = /\{\{(\w+)\}\}/g

/** As Go's QueryEscape writes it: a blank is a plus, and of signs `-_.~` alone stay. */
const inForm = (value: string): string =>
  new URLSearchParams([['', value]]).toString().slice(1).replaceAll('*', '%2A').replaceAll('%7E', '~')

/** As Go writes JSON, quotes included: what HTML would take for markup is escaped. */
const inJson = (value: string): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** As Go escapes XML; what it cannot hold at all becomes a replacement character. */
const inXml = (value: string): string =>
  value.replace(/[&<>"'\t\n\r]/g, (sign) => XML[sign]!).replace(/[^\P{Cc}\x7f-\x9f]|[\ufffe\uffff]/gu, '\ufffd')

const XML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
