import { Problem } from '../../../http/problem.ts'
import type { UploadedFile } from './files.ts'
import { LIMITS } from './limits.ts'

/** What a form holds: names and values in their order. */
export type FormEntries = readonly (readonly [name: string, value: string | UploadedFile])[]

/** The same without files. */
export type TextEntries = readonly (readonly [name: string, value: string])[]

/** Django's words for a query string or a form with more parameters than it takes. */
export const tooManyParameters = (): Problem =>
  new Problem('invalid', 'The number of GET/POST parameters exceeded settings.DATA_UPLOAD_MAX_NUMBER_FIELDS.')

/** Counts before anything is taken apart. @throws Problem */
export function refuseTooManyParameters(text: string): void {
  let parameters = 1
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1))
    if (++parameters > LIMITS.parameters) throw tooManyParameters()
}

/** A form as browsers write it. @throws Problem */
export function readForm(text: string): TextEntries {
  refuseTooManyParameters(text)
  const pairs = text.split('&').filter((pair) => pair !== '')
  return pairs.map((pair) => {
    const end = pair.indexOf('=')
    return end === -1 ? [decode(pair), ''] : [decode(pair.slice(0, end)), decode(pair.slice(end + 1))]
  })
}

/** What URLSearchParams gives, without its taking a long text apart letter by letter. */
function decode(written: string): string {
  const spaced = written.split('+').join(' ')
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return new URLSearchParams(`_=${written}`).get('_')!
  }
}
