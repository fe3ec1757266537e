import { type Paint, printable } from './paint.ts'
import type { CallServed, Happening, TextMade, WebhookTried } from './happening.ts'

/** How wide what stands before the end of a line is, characters. */
const WIDTHS = { kind: 8, status: 3, took: 9, world: 14 }

/** A line for people: what is of one length stands first, so that it is aligned. */
export function inWords(happening: Happening, paint: Paint, verbose: boolean): string {
  if (happening.type === 'left_out') return paint('yellow', `${happening.lines} lines are left out: nobody read them.`)
  const { kind, what, bad } = (WORDS[happening.type] as (one: Happening, verbose: boolean) => Words)(happening, verbose)
  return line(paint, kind, { ...happening, bad }, what)
}

interface Words {
  /** What it was, in a word. */
  kind: string
  what: string
  /** Whether it failed, where the status alone does not say so. */
  bad?: boolean
}

type Lasting = Exclude<Happening, { type: 'left_out' }>

const WORDS: { [T in Lasting['type']]: (one: Extract<Lasting, { type: T }>, verbose: boolean) => Words } = {
  call: (one, verbose) => ({ kind: one.method, what: callOf(one, verbose) }),
  text: (one, verbose) => ({ kind: 'text', what: textOf(one, verbose) }),
  delivery: ({ to, state, reason }) => ({ kind: 'delivery', what: `${to} ${state}${reason ? ` (${reason})` : ''}` }),
  webhook: (one, verbose) => ({ kind: 'webhook', what: webhookOf(one, verbose), bad: !one.ok }),
  'webhook.given_up': ({ url, attempts }) => ({
    kind: 'webhook',
    what: `${printable(url, 200)}: given up after ${attempts === 1 ? 'one attempt' : `${attempts} attempts`}`,
    bad: true,
  }),
}

interface Columns {
  status?: number | null
  world: string | null
  ms?: number
  bad: boolean | undefined
}

function line(paint: Paint, kind: string, { status, world, ms, bad }: Columns, what: string): string {
  const shown = status === undefined || status === null ? '' : status === 0 ? '---' : String(status)
  return [
    printable(kind, WIDTHS.kind).padEnd(WIDTHS.kind),
    paint(colourOf(status ?? 0, bad), shown.padStart(WIDTHS.status)),
    paint('dim', (ms === undefined ? '' : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`).padStart(WIDTHS.took)),
    printable(world ?? '-', WIDTHS.world).padEnd(WIDTHS.world),
    bad ? paint('red', what) : what,
  ].join(' ')
}

const colourOf = (status: number, bad = false) =>
  bad || status >= 500 || status === 0 ? 'red' : status >= 400 ? 'yellow' : 'green'

/** So much of what somebody wrote is shown. */
const MOST = { text: 60, refusal: 300 }

const callOf = ({ path, query, operation, refused }: CallServed, verbose: boolean): string =>
  [
    printable(verbose && query !== '' ? `${path}?${query}` : path, verbose ? 2000 : 200),
    ...(verbose && operation !== null ? [`[${operation}]`] : []),
    ...(verbose && refused !== null ? [printable(refused, MOST.refusal)] : []),
  ].join(' ')

const textOf = ({ provider, from, to, text }: TextMade, verbose: boolean): string =>
  printable(`${from ?? 'nobody'} -> ${to ?? 'nobody'} ${JSON.stringify(text)}`, verbose ? 2000 : MOST.text + 40) +
  ` (${provider})`

const webhookOf = ({ method, url, event, attempt, why }: WebhookTried, verbose: boolean): string =>
  [
    `${method} ${printable(url, verbose ? 2000 : 200)}`,
    ...(verbose ? [`(${event}, attempt ${attempt})`] : []),
    ...(why === null ? [] : [`failed: ${printable(why, 500)}`]),
  ].join(' ')
