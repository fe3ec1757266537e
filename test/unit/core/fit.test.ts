import * as Type from 'typebox'
import { describe, expect, test } from 'vitest'
import { fitting } from '../../../src/core/reading/fit.ts'

/** What is said of a value that does not fit, and undefined of one that does. */
function saidOf(schema: Type.TSchema, value: unknown): string | undefined {
  try {
    fitting(schema)(value)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const closed = (members: Type.TProperties) => Type.Object(members, { additionalProperties: false })
const animal = closed({ name: Type.String(), legs: Type.Optional(Type.Integer({ minimum: 0, maximum: 8 })) })
const sound = Type.Union([
  closed({ kind: Type.Literal('words'), words: Type.Array(Type.String()) }),
  closed({ kind: Type.Literal('notes'), notes: Type.Array(Type.Number()), of: Type.Union([animal, Type.Null()]) }),
])

/** So many names that nobody knows. */
const strangers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, 1]))

describe('what does not fit is named by its place and in words', () => {
  test.each([
    ['a member that is missing', animal, {}, 'at /name: is missing'],
    ['a name that is not known', animal, { name: 'Ida', 'a/b': 1 }, 'at /a~1b: is not known here'],
    ['a value of another kind', animal, { name: 1 }, 'at /name: 1 is not text'],
    ['a number that is too large', animal, { name: 'Ida', legs: 9 }, 'at /legs: 9 is not a whole number from 0 to 8'],
    ['something that is none of several', sound, 3, 'at /: 3 is not an object'],
    ['what it calls itself', sound, { kind: 'notes', notes: ['la'], of: null }, 'at /notes/0: "la" is not a number'],
    ['and so on within', sound, { kind: 'notes', notes: [], of: { name: 1 } }, 'at /of/name: 1 is not text'],
  ])('%s', (_, schema, value, said) => {
    expect(saidOf(schema, value)).toBe(said)
  })
})

describe('however much is wrong, the same is said', () => {
  test.each([
    ['names that are not known', animal, { name: 'Ida', ...strangers(20_000) }, 'at /x0: is not known here'],
    [
      'values of another kind',
      sound,
      { kind: 'notes', notes: Array.from({ length: 3000 }, () => 'la'), of: null },
      'at /notes/0: "la" is not a number',
    ],
    ['both', sound, { kind: 'notes', notes: [], of: null, ...strangers(3000) }, 'at /x0: is not known here'],
  ])('%s', (_, schema, value, said) => {
    expect(saidOf(schema, value)).toBe(said)
  })
})
