/** Printable ASCII but for the quotation mark and the backslash: what JSON has as it is. */
const PLAIN = /^[ !#-[\]-~]*$/

/** A text as JSON has it; most texts need no more than quotation marks. */
export const quote = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))
