import { Body } from '../../../http/message.ts'

/** Text as HTML shows it. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => ENTITIES[one]!)

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What is between backticks is code. */
export const prose = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>')

export const link = (address: string, text: string): string => `<a href="${escape(address)}">${escape(text)}</a>`

const STYLE =
  'body { max-width: 60em; margin: 2em auto; padding: 0 1em; font-family: sans-serif } table { border-collapse: collapse } td, th { padding: 4px 12px 4px 0; text-align: left; vertical-align: top } pre { padding: 1em; background: #eee; overflow-x: auto }'

/** A whole page. @param parts HTML */
export const page = (title: string, parts: readonly string[]): Body =>
  new Body(
    'text/html; charset=utf-8',
    [
      '<!doctype html>',
      '<html lang="en">',
      `<head><title>${escape(title)}</title><style>${STYLE}</style></head>`,
      `<body><h1>${escape(title)}</h1>`,
      ...parts,
      '</body>',
      '</html>',
      '',
    ].join('\n'),
  )

/** A table, or nothing where it would have no rows. @param rows cells in HTML */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return `<table>\n${[rowOf('th', heads), ...rows.map((cells) => rowOf('td', cells))].join('\n')}\n</table>`
}

const rowOf = (tag: string, cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
