/** A phone number in international form, as E.164 says it: a plus and up to fifteen digits, the calling code first. */
export const isE164 = (text: string): boolean => /^\+\d{7,15}$/.test(text)

/** The digits of something that is spelled like a phone number; undefined for a sender's name and the like. */
export function digitsOf(written: string): string | undefined {
  if (!SPELLING.test(written)) return undefined
  const digits = written.replace(/\D/g, '')
  return digits === '' ? undefined : digits
}

const SPELLING = /^[\s]*\+?[\d\s().\-/]+$/
