import * as Type from 'typebox'
import { Value } from 'typebox/value'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { keywordsOf } from '../../../src/core/schema-keywords.ts'
import { World } from '../../../src/core/world.ts'
import { JsonText, jsonList, jsonObject } from '../../../src/http/json-text.ts'
import { viewOf } from '../../../src/http/view.ts'

interface Animal {
  readonly id: string
  readonly name: string | null
  readonly legs: number
  readonly tame: boolean
  readonly sounds: readonly string[]
  readonly sizes: Readonly<Record<string, number>>
}

const outside = { breathe: () => undefined, settle: () => Promise.resolve() }
const world = new World('w', { seed: 'w', profile: 'documented', clock: { now: 0 } }, outside)

const nameView = viewOf<Animal>()('Name', { name: [Type.Union([Type.String(), Type.Null()]), ({ name }) => name] })

const animalView = viewOf<Animal, boolean>()('Animal', {
  id: [Type.String(), ({ id }) => id],
  kingdom: [Type.String(), 'animals'],
  extinct: [Type.Union([Type.String(), Type.Null()]), null],
  name: [Type.Union([Type.String(), Type.Null()]), ({ name }) => name],
  legs: [Type.Number(), ({ legs }) => legs],
  tame: [Type.Boolean(), ({ tame }) => tame],
  sounds: [Type.Array(Type.String()), ({ sounds }) => sounds],
  sizes: [Type.Record(Type.String(), Type.Number()), ({ sizes }) => sizes],
  shouts: [Type.Optional(Type.String()), ({ name }, _world, shouts) => (shouts ? (name ?? '') : undefined)],
  same: [nameView.schema, (row, sight) => nameView.json(row, sight)],
  profile: [Type.String(), (_row, { profile }) => profile],
})

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\n', '\u2028', '\ud800'))
const animal: fc.Arbitrary<Animal> = fc.record({
  id: text,
  name: fc.option(text),
  legs: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  tame: fc.boolean(),
  sounds: fc.array(text),
  sizes: fc.dictionary(text, fc.integer()),
})

test('the JSON text of an object is what JSON.stringify makes of it, and is as its schema says', () => {
  fc.assert(
    fc.property(animal, fc.boolean(), (row, shouts) => {
      const object = animalView.object(row, world, shouts)
      expect(animalView.text(row, world, shouts)).toBe(JSON.stringify(object))
      expect(Value.Check(animalView.schema, object)).toBe(true)
    }),
  )
})

test('members stand in the order of their definition, those without a value are left out, others are null', () => {
  const row = { id: 'A1', name: null, legs: 4, tame: true, sounds: [], sizes: {} }
  expect(animalView.text(row, world, false)).toBe(
    '{"id":"A1","kingdom":"animals","extinct":null,"name":null,"legs":4,"tame":true,"sounds":[],"sizes":{},' +
      '"same":{"name":null},"profile":"documented"}',
  )
  expect(animalView.object(row, world, true)).toMatchObject({ shouts: '', same: { name: null } })
})

test('what is the same in every object stands there also before a member that is left out', () => {
  const view = viewOf<Animal, boolean>()('Shouting', {
    kingdom: [Type.String(), 'animals'],
    extinct: [Type.Null(), null],
    shouts: animalView.members.shouts,
    calls: animalView.members.shouts,
    found: [Type.Integer(), 1],
  })
  const row = { id: 'A1', name: 'Ida', legs: 2, tame: false, sounds: [], sizes: {} }
  expect(view.text(row, world, false)).toBe('{"kingdom":"animals","extinct":null,"found":1}')
  expect(view.text(row, world, true)).toBe(
    '{"kingdom":"animals","extinct":null,"shouts":"Ida","calls":"Ida","found":1}',
  )
})

test('a view that shows more takes the members of another', () => {
  const more = viewOf<Animal, boolean>()('More', { ...animalView.members, found: [Type.Integer(), 1] })
  const row = { id: 'A1', name: 'Ida', legs: 2, tame: false, sounds: ['ha'], sizes: { head: 1 } }
  expect(more.object(row, world, false)).toEqual({ ...animalView.object(row, world, false), found: 1 })
  expect(keywordsOf(more.schema).title).toBe('More')
})

test('the first member may not be one that is left out: what is to stand between the others would be in doubt', () => {
  expect(() => viewOf<Animal>()('Odd', { name: [Type.Optional(Type.String()), 'Ida'] })).toThrow(
    'The first member of Odd may not be left out.',
  )
})

test('one object is made of several, and of JSON text that is there already', () => {
  const list = jsonList([new JsonText('{"a":1}'), new JsonText('{"a":2}')])
  expect(jsonObject({ next: null, left: undefined, list }, new JsonText('{}'), new JsonText('{"b":"x"}')).text).toBe(
    '{"next":null,"list":[{"a":1},{"a":2}],"b":"x"}',
  )
  expect(jsonObject({}).text).toBe('{}')
})
