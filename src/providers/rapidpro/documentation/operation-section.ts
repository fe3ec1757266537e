import type { TSchema } from 'typebox'
import { keywordsOf } from '../../../core/schema-keywords.ts'
import type { Call, Endpoint } from '../../../http/call.ts'
import type { Fields } from '../../../http/field.ts'
import { escape, prose, table } from './page.ts'
import { boundWords, schemaWords } from './schema-words.ts'

/** What one operation takes and answers, as it is defined. */
export function operationSection(endpoint: Endpoint, call: Call): string {
  const { method, path, summary, description, query = {}, body = {}, returns, status = 200 } = endpoint
  return [
    `<h2 id="${escape(endpoint.id)}"><code>${method.toUpperCase()} ${escape(path)}</code></h2>`,
    `<p>${prose([summary, description ?? ''].join(' ').trim())}</p>`,
    titled('In the address', fieldTable(query as Fields)),
    titled('In the body', fieldTable(body as Fields)),
    titled(`The answer, with status ${status}`, returns ? answerTable(returns) : '<p>Nothing.</p>'),
    titled('For example', exampleOf(endpoint, call)),
  ].join('\n')
}

const titled = (title: string, html: string): string => (html === '' ? '' : `<h3>${title}</h3>\n${html}`)

const fieldTable = (fields: Fields): string =>
  table(
    ['name', 'type', '', ''],
    Object.entries(fields).map(([name, { schema, required }]) => [
      `<code>${escape(name)}</code>`,
      escape(schemaWords(schema)),
      [required ? 'required' : '', boundWords(schema)].filter((words) => words !== '').join(', '),
      prose(keywordsOf(schema).description ?? ''),
    ]),
  )

/** The members of an object, or of each object in a list. */
function answerTable(schema: TSchema): string {
  const { properties = {} } = keywordsOf(schema)
  const { items } = keywordsOf(properties['results'] ?? {})
  const envelope = Object.keys(properties)
    .filter((name) => name !== 'results')
    .map((name) => `<code>${escape(name)}</code>`)
  if (items) return `<p>${envelope.join(', ')} and <code>results</code>, each of them with</p>\n${answerTable(items)}`
  return table(
    ['name', 'type', ''],
    Object.entries(properties).map(([name, one]) => [
      `<code>${escape(name)}</code>`,
      escape(schemaWords(one)),
      prose(descriptionOf(one) ?? ''),
    ]),
  )
}

/** Of one of several things, the first one's. */
function descriptionOf(schema: TSchema): string | undefined {
  const { description, anyOf: [first] = [] } = keywordsOf(schema)
  return description ?? (first && keywordsOf(first).description)
}

/** A call that can be made in the world that the page is asked for in. */
function exampleOf(endpoint: Endpoint, { found, request }: Call): string {
  if (!found) return ''
  const { method, path, bodyMedia } = endpoint
  const { query = {}, body } = endpoint.example?.(found) ?? {}
  const written = new URLSearchParams(query as Record<string, string>).toString()
  const address = `${request.origin}${path}${written === '' ? '' : `?${written}`}`
  const isFile = bodyMedia?.[0] === 'multipart/form-data'
  const lines = [
    `curl -X ${method.toUpperCase()} '${address}'`,
    "-H 'Authorization: Token …'",
    ...(isFile ? ["-F 'file=@picture.png'"] : []),
    ...(body ? ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`] : []),
  ]
  return `<pre>${escape(lines.join(' \\\n  '))}</pre>`
}
