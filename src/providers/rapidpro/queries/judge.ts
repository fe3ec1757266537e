import { isLanguage } from '../../../standards/languages.ts'
import { isAlwaysSet, isUrn, valueTypeOf } from './attributes.ts'
import { type Comparison, isSetCheck } from './query.ts'
import type { Setting, ValueType } from './setting.ts'
import { hasWords } from './words-of-name.ts'
import { WrongQuery } from './wrong-query.ts'

/**
 * Whether a comparison means anything in its setting, in the order in which the platform's engine asks.
 * @throws WrongQuery
 */
export function judge(comparison: Comparison, setting: Setting): void {
  const { key, value, operator } = comparison
  if (setting.anon && isUrn(comparison) && value !== '') throw new WrongQuery('redacted_urns')
  const type = valueTypeOf(comparison, setting)
  if (type === undefined) throw new WrongQuery('unknown_property', { property: key })
  if (operator === '~') judgeContains(comparison)
  else if (operator !== '=' && operator !== '!=' && type === 'text')
    throw new WrongQuery('unsupported_comparison', { operator })
  if (!isSetCheck(comparison)) judgeValue(comparison, type, setting)
  else if (isAlwaysSet(key)) throw new WrongQuery('unsupported_setcheck', { property: key })
}

/** The platform goes by the key alone: a field that is called `name` is asked as the name is. */
function judgeContains(comparison: Comparison): void {
  const { key, value } = comparison
  if (key === 'name') {
    if (!hasWords(value)) throw new WrongQuery('invalid_partial_name')
  } else if (!isUrn(comparison) && key !== 'urn') throw new WrongQuery('unsupported_contains')
  else if (Buffer.byteLength(value) < 3) throw new WrongQuery('invalid_partial_urn')
}

function judgeValue({ kind, key, value }: Comparison, type: ValueType, setting: Setting): void {
  if (type === 'number' && setting.numberIn(value) === undefined) throw new WrongQuery('invalid_number', { value })
  if (type === 'datetime' && setting.dayIn(value) === undefined) throw new WrongQuery('invalid_date', { value })
  if (kind !== 'attribute') return
  if (key === 'group' && setting.groupNamed(value) === undefined) throw new WrongQuery('invalid_group', { value })
  if ((key === 'flow' || key === 'history') && setting.flowNamed(value) === undefined)
    throw new WrongQuery('invalid_flow', { value })
  if (key === 'status' && !STATUSES.includes(value.toLowerCase())) throw new WrongQuery('invalid_status', { value })
  if (key === 'language' && !isLanguage(value.toLowerCase())) throw new WrongQuery('invalid_language', { value })
}

const STATUSES = ['active', 'blocked', 'stopped', 'archived']
