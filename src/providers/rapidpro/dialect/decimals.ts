/** A number in digits, as the platform's flow engine reads one. */
const DECIMAL = /^(-?)(\d*)(?:\.(\d+))?$/

const MOST_DIGITS = 36

/** A number as it is shown: without zeros at its ends. Undefined where the text is none. */
export function readDecimal(written: string): string | undefined {
  const [matched, sign, whole = '', fraction = ''] = DECIMAL.exec(written.trim()) ?? []
  if (matched === undefined || (whole === '' && fraction === '')) return undefined
  if (whole.length + fraction.length > MOST_DIGITS) return undefined
  const kept = fraction.replace(/0+$/, '')
  const number = `${whole.replace(/^0+(?=\d)/, '') || '0'}${kept === '' ? '' : `.${kept}`}`
  return sign === '-' && number !== '0' ? `-${number}` : number
}
