import type { Line } from './session.ts'

/** So wide a terminal, in letters; longer lines go on below. */
const WIDTH = 108

/** Pixels: how large a letter is, and what lies around them. */
const LETTER = { width: 7.8, height: 20 }
const MARGIN = 20

const COLOURS: Readonly<Record<Line['kind'], string>> = { typed: '#e6edf3', answer: '#7ee787', log: '#8b949e' }

/** A terminal as a picture: what was typed, what came of it, and below what the server said of it. */
export function draw(lines: readonly Line[]): string {
  const session = lines.filter(({ kind }) => kind !== 'log').flatMap(wrapped)
  const log = lines.filter(({ kind }) => kind === 'log').flatMap(wrapped)
  const shown = [...session, { kind: 'log' as const, text: '' }, ...log]
  const width = Math.ceil(WIDTH * LETTER.width + 2 * MARGIN)
  const height = shown.length * LETTER.height + 2 * MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    "<title>A text is sent by Plivo's API, expected on a phone and answered; below, what textbed says of it.</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13">',
    ...shown.map(({ kind, text }, at) => row(kind, text, MARGIN + (at + 0.7) * LETTER.height)),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

const row = (kind: Line['kind'], text: string, y: number): string =>
  `<text x="${MARGIN}" y="${y}" fill="${COLOURS[kind]}">${escaped(text)}</text>`

function wrapped({ kind, text }: Line): Line[] {
  const whole = kind === 'typed' && !text.startsWith(' ') ? `$ ${text}` : text
  const parts: Line[] = []
  for (let from = 0; from < whole.length; from += WIDTH) parts.push({ kind, text: whole.slice(from, from + WIDTH) })
  return parts
}

/** Several spaces stay several, whatever shows it. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '\u00a0')
