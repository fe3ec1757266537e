import { toFunction, toObject, toText } from '../convert.ts'
import { jsonOf, valueOfJson } from '../json.ts'
import { ErrorValue, ObjectValue, type Value, invoke } from '../values.ts'
import { allThings, asItIs, define, each, needs } from './define.ts'

const object = needs(toObject)

/** What objects are asked, and what is made of JSON. */
export const objectFunctions = () => ({
  keys: define({
    takes: { object },
    says: 'The names of the properties, in order.',
    examples: { '@(keys(object("b", 1, "a", 2)))': '[a, b]', '@(keys(null))': '[]', '@(keys("a"))': null },
    run: ({ object: of }) => of.names,
  }),
  extract: define({
    takes: { object, name: needs(toText) },
    says: 'The property of that name, in any case; null if there is none.',
    examples: {
      '@(extract(contact, "name"))': 'Amina Uwase',
      '@(extract(object("a", 1), "A"))': '1',
      '@(extract(object("a", 1), "b"))': '',
    },
    run: ({ object: of, name }) => of.get(name) ?? null,
  }),
  extract_object: define({
    takes: { object, names: each(toText) },
    least: 1,
    says: 'An object of those properties alone; null where there is none of a name.',
    examples: {
      '@(extract_object(object("a", 1, "b", 2, "c", 3), "a", "c"))': '{a: 1, c: 3}',
      '@(extract_object(object("a", 1), "z"))': '{z: }',
      '@(extract_object(object("a", 1)))': null,
    },
    run: ({ object: of, names }) => {
      const properties = new Map(names.map((name) => [name, of.get(name) ?? null]))
      return new ObjectValue(() => properties)
    },
  }),
  foreach_value: define({
    takes: { object, function: needs(toFunction), others: allThings },
    says: 'An object of what the function makes of each property. It is given the other values, too.',
    examples: {
      '@(foreach_value(object("a", "x", "b", "y"), upper))': '{a: X, b: Y}',
      '@(foreach_value(object("a", "1 2"), word, 1))': '{a: 2}',
      '@(foreach_value(object("a", "x"), abs))': null,
    },
    run: ({ object: of, function: made, others }, call) => {
      const results = new Map<string, Value>()
      for (const name of of.names) {
        const result = invoke(made, [of.get(name)!, ...others], call)
        if (result instanceof ErrorValue) return result
        results.set(name, result)
      }
      return new ObjectValue(() => results)
    },
  }),
  json: define({
    takes: { value: needs(asItIs) },
    says: 'The value as JSON.',
    examples: {
      '@(json(object("b", 1.50, "a", null)))': '{"a":null,"b":1.5}',
      '@(json("say \\"hi\\""))': '"say \\"hi\\""',
      '@(json(1 / 0))': null,
    },
    run: ({ value }, { budget }) => jsonOf(value, budget)!,
  }),
  parse_json: define({
    takes: { text: needs(toText) },
    says: 'The value that JSON has.',
    examples: {
      '@(parse_json("[1, 2, 3]")[2])': '3',
      '@(parse_json("{\\"name\\": \\"Amina\\"}").name)': 'Amina',
      '@(parse_json("{name}"))': null,
    },
    run: ({ text }, { budget }) => valueOfJson(text, budget),
  }),
})
