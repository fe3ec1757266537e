import type { Comparison, Query } from './query.ts'
import { quote } from '../../../standards/quoted-text.ts'

/** A query as the platform writes it back: read again, it is the same. */
export const normalForm = (query: Query): string =>
  'joined' in query ? query.parts.map(part).join(` ${query.joined} `) : comparison(query)

const part = (query: Query): string => ('joined' in query ? `(${normalForm(query)})` : comparison(query))

const PREFIXES = { attribute: '', scheme: 'urns.', field: 'fields.' } as const

const comparison = ({ kind, key, operator, value }: Comparison): string =>
  `${PREFIXES[kind]}${key} ${operator} ${/^\d+(?:\.\d+)?$/.test(value) ? value : quote(value)}`
