import * as Type from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import { type Field, field } from '../../../http/field.ts'
import { isCurrency } from '../../../standards/currencies.ts'
import { choice, maybe, objectOf, orElse, refuse } from '../dialect/fields.ts'
import { type Filter, ID, TEXT, TRUTH, choiceOf, filter } from '../dialect/filters.ts'
import { oneOf } from '../dialect/schemas.ts'
import { DIRECTIONS, MESSAGE_TYPES, SOURCES, STATUSES } from '../messages/words.ts'
import { type Day, dayOf } from '../dialect/calendar.ts'
import { METRIC_NAMES, PROPERTY_NAMES } from './properties.ts'
import { ROLLUPS } from './rollups.ts'

const date = (description: string): Field<Day> =>
  field(Type.String({ format: 'date', description }), (raw, path, issues) => {
    if (raw === null) return refuse(path, 'required', issues)
    const day = typeof raw === 'string' ? dayOf(raw) : undefined
    return day ?? refuse(path, 'date', issues, 'must be a date in YYYY-MM-DD format')
  })

/** "Comma separated list" of words. A list does as well: some clients know no better way. */
function words<const W extends string>(known: readonly W[], description: string): Field<W[]> {
  const schema = Type.Array(oneOf(known), { description })
  return {
    ...field(schema, (raw, path, issues) => {
      const given = typeof raw === 'string' ? raw.split(',').map((word) => word.trim()) : raw
      if (!Array.isArray(given)) return refuse(path, 'string', issues)
      const asked = [...new Set(given.filter((word) => word !== ''))]
      return asked.every((word) => known.includes(word))
        ? asked
        : refuse(path, 'choice', issues, `must be a comma-separated list of: ${known.join(', ')}`)
    }),
    parameters: (name) => [{ name, schema, required: true, style: 'commas' }],
  }
}

const currency = field(
  Type.String({ pattern: '^[A-Z]{3}$', description: 'The currency of price, by its code of ISO 4217.' }),
  (raw, path, issues) => {
    const code = typeof raw === 'string' ? raw.toUpperCase() : ''
    return isCurrency(code) ? code : refuse(path, 'currency', issues, 'must be a currency of ISO 4217, such as USD')
  },
)

/** "Only the following properties are supported for filters." */
const FILTERS: Readonly<Record<string, Filter>> = {
  user_id: filter(ID, [], { column: 'user_id' }),
  phone_id: filter(ID, [], { column: 'phone_id' }),
  direction: filter(choiceOf(DIRECTIONS), [], { column: 'direction' }),
  source: filter(choiceOf(SOURCES), [], { column: 'source' }),
  status: filter(choiceOf(STATUSES), [], { column: 'status' }),
  service_id: filter(ID, [], { column: ['extra', 'service_id'] }),
  simulated: filter(TRUTH, [], { column: 'simulated' }),
  message_type: filter(choiceOf(MESSAGE_TYPES), [], { column: 'message_type' }),
  network_code: filter(TEXT, [], { column: 'network_code' }),
}

const filtersSchema = Type.Object(
  Object.fromEntries(Object.entries(FILTERS).map(([name, { schema }]) => [name, Type.Optional(schema)])),
  { description: 'What messages have to be, by property: filters[direction]=outgoing.' },
)

const filters: Field<Condition[]> = {
  ...field(filtersSchema, (raw, path, issues, call) => {
    const given = objectOf(raw)
    if (!given) return refuse(path, 'object', issues)
    return Object.keys(given).flatMap((name) => {
      const known = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined
      return known
        ? known.read(given[name], [...path, name], issues, call)
        : refuse(
            [...path, name],
            'name',
            issues,
            `is not a filter here; the filters are: ${Object.keys(FILTERS).join(', ')}`,
          )
    })
  }),
  parameters: (name) => [{ name, schema: filtersSchema, style: 'deepObject' }],
}

/** What one says to ask for statistics. */
export const statsParameters = {
  start_date: date('The first day, YYYY-MM-DD.'),
  end_date: date('The last day, YYYY-MM-DD.'),
  rollup: orElse(choice(ROLLUPS, 'What days are counted together.'), 'day'),
  properties: maybe(words(PROPERTY_NAMES, 'What to group by.')),
  metrics: words(METRIC_NAMES, 'What to sum up.'),
  currency: orElse(currency, 'USD'),
  filters: orElse(filters, []),
}
