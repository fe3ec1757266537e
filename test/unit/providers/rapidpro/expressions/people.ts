import {
  Decimal,
  type Environment,
  ObjectValue,
  type Value,
  namedZone,
} from '../../../../../src/providers/rapidpro/expressions/index.ts'
import { TimeZones } from '../../../../../src/standards/time-zones.ts'

const zones = new TimeZones()

/** A workspace in Kigali, on a Tuesday in March, in which every draw is a half. */
export const kigali: Environment = {
  zone: namedZone('Africa/Kigali', zones.of('Africa/Kigali')!),
  zones,
  order: 'day_first',
  now: Date.parse('2026-03-10T12:30:15.482Z') * 1000 + 913,
  random: () => 0.5,
}

export const inZone = (name: string): Environment => ({ ...kigali, zone: namedZone(name, zones.of(name)!) })

const result = (value: Value, category: string, extra: Value = null): ObjectValue =>
  ObjectValue.of({ value, category, values: [value], extra }, () => value)

const fields = ObjectValue.of({ age: Decimal.of(30), nickname: null }, () => 'Age: 30\nJoined: 2026-01-15')

const groups = [
  ObjectValue.of({ uuid: '6f1e0b4c', name: 'Farmers' }),
  ObjectValue.of({ uuid: 'a1c5d7e9', name: 'Kigali' }),
]

const contact = ObjectValue.of({ name: 'Amina Uwase', first_name: 'Amina', groups, fields }, () => 'Amina Uwase')

/** What a run of a flow knows of Amina. */
export const amina = ObjectValue.of({
  contact,
  fields,
  urns: ObjectValue.of({ tel: 'tel:+250788123123', viber: null }),
  globals: ObjectValue.of({ help_line: '1919' }),
  results: ObjectValue.of({
    answer: result('yes please', 'Yes', ObjectValue.of({ City: 'Kigali' })),
    score: result('7', 'High'),
    empty: result('', 'Other'),
  }),
  child: ObjectValue.of({ status: 'completed', run: ObjectValue.of({ status: 'completed' }) }),
  parent: null,
  trigger: ObjectValue.of({ params: ObjectValue.of({}) }),
  webhook: ObjectValue.of({ json: ObjectValue.of({ items: [ObjectValue.of({ price: Decimal.of(125, -1) })] }) }),
})
