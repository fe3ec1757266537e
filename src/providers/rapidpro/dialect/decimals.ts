import { Decimal, MOST_DIGITS } from '../expressions/index.ts'

const FEW_DIGITS = new RegExp(`^-?(?:\\.?\\d){1,${MOST_DIGITS}}$`)

/** A number in digits, as the platform's flow engine reads one; undefined where the text is none. */
export function readDecimal(written: string): Decimal | undefined {
  const text = written.trim()
  return FEW_DIGITS.test(text) ? Decimal.read(text) : undefined
}
