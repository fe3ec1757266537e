const CODES = { red: 31, green: 32, yellow: 33, dim: 2 } as const

/** Gives words a colour, or leaves them as they are. */
export type Paint = (colour: keyof typeof CODES, words: string) => string

const coloured: Paint = (colour, words) => (words.trim() === '' ? words : `\u001b[${CODES[colour]}m${words}\u001b[0m`)

const plain: Paint = (_colour, words) => words

/** Colours are for terminals, and for those who have not said no: https://no-color.org. */
export const paintFor = (isTerminal: boolean | undefined, noColour: string | undefined): Paint =>
  isTerminal && !noColour ? coloured : plain

// oxlint-disable-next-line no-control-regex -- what moves a terminal's cursor, or turns its text around
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** What others have written, so that it stays within its line and cannot steer a terminal. */
export function printable(text: string, most: number): string {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text
  return short.replace(UNPRINTABLE, '\ufffd')
}
