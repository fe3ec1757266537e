import { parseNumber } from '../../../standards/phone-numbers.ts'
import { ErrorValue } from './values.ts'

const URN = /^([^:?#]+):([^?#]+)(?:\?([^?#]*))?(?:#([^?#]*))?$/

export interface Urn {
  readonly scheme: string
  readonly path: string
  /** Empty where there is none. */
  readonly display: string
}

/** Takes anything apart that has the form of a URN, whatever its scheme. */
export function urnParts(text: string): Urn | ErrorValue {
  const [matched, scheme = '', path = '', , display = ''] = URN.exec(text) ?? []
  if (matched === undefined) return new ErrorValue(`${text} is not a valid URN: ${whyNot(text)}`)
  return { scheme: unescaped(scheme), path: unescaped(path), display: unescaped(display) }
}

function whyNot(text: string): string {
  const [before = ''] = text.split(/:(.*)/s)
  if (/\?/.test(before) || /[?#].*\?/.test(text)) return 'query component can only come after path component'
  if (/#/.test(before) || /#.*#/.test(text)) return 'fragment component can only come after path or query components'
  return before === '' ? 'scheme cannot be empty' : 'path cannot be empty'
}

const unescaped = (part: string): string => part.replaceAll('%23', '#').replaceAll('%3F', '?').replaceAll('%25', '%')

/** By what it is displayed as, or a number as it is dialled at home. */
export function readableUrn(text: string): string | ErrorValue {
  const urn = urnParts(text)
  if (urn instanceof ErrorValue) return urn
  const { scheme, path, display } = urn
  if (display !== '') return display
  return (scheme === 'tel' && parseNumber(path)?.formatNational()) || path
}
