/** Which of two numbers is greater, each written without zeros at its ends: below zero the second, above it the first. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (a.sign !== b.sign) return a.sign - b.sign
  const order =
    a.whole.length - b.whole.length || alphabetical(a.whole, b.whole) || alphabetical(a.fraction, b.fraction)
  return order * a.sign
}

function partsOf(text: string): { sign: 1 | -1; whole: string; fraction: string } {
  const sign = text.startsWith('-') ? -1 : 1
  const [whole = '', fraction = ''] = (sign === -1 ? text.slice(1) : text).split('.')
  return { sign, whole, fraction }
}

const alphabetical = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
