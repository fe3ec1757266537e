import { describe, expect, test } from 'vitest'
import { moduleStateIn } from '../support/module-state.ts'
import { sourcesIn } from '../support/source-files.ts'

test('nothing that changes is a module’s: worlds and servers hold it all', () => {
  const sources = sourcesIn('src')
  expect(sources).not.toEqual([])
  expect(sources.flatMap(([file, source]) => moduleStateIn(file, source))).toEqual([])
})

describe('is seen:', () => {
  test.each([
    ['a variable', 'let last = 0', 'declares last with let'],
    ['an old one', 'var last = 0', 'declares last with var'],
    ['one that is exported', 'export let last = 0', 'declares last with let'],
    ['what is kept of other objects', 'const seen = new WeakMap<World, string>()', 'makes seen, a WeakMap'],
    ['a map that fills', 'const known = new Map()\nfunction f(k) { known.set(k, 1) }', 'changes known'],
    [
      'a map that fills in an object',
      'const state = { known: new Map() }\nf = (k) => state.known.set(k, 1)',
      'changes state',
    ],
    ['a set that empties', 'const known = new Set([1])\nexport const f = () => known.clear()', 'changes known'],
    ['a list that grows', 'const all = []\nexport const f = (one) => all.push(one)', 'changes all'],
    ['a place in a list', 'const slots = Array(3)\nfunction f(i) { slots[i] = i }', 'changes slots'],
    ['a field of an object', 'const state = { a: { b: 0 } }\nfunction f() { state.a.b++ }', 'changes state'],
    ['a field that goes', 'const state = {}\nfunction f(k) { delete state[k] }', 'changes state'],
    ['an object that others are copied into', 'const state = {}\nf = (o) => Object.assign(state, o)', 'changes state'],
    ['a map for all to change', 'export const known = new Map([[1, 2]])', 'exports known, which anybody may change'],
    ['a field of a class', 'class A { static made = 0 }', 'has a static field that may be set'],
  ])('%s', (_what, source, said) => {
    expect(moduleStateIn('src/core/world.ts', source).map((one) => one.replace(/^\S+ (.*?): .*$/, '$1'))).toEqual([
      said,
    ])
  })
})

describe('is none of it:', () => {
  test.each([
    ['a table', 'const CODES = new Map([[1, 2]])\nexport const f = (k) => CODES.get(k)'],
    ['a table that is filled as the module is read', 'const CODES = new Map()\nfor (const a of [1]) CODES.set(a, a)'],
    ['a table for others to read', 'export const CODES: ReadonlyMap<number, number> = new Map([[1, 2]])'],
    ['what an object holds', 'class A { #known = new Map(); f(k) { this.#known.set(k, 1) } }'],
    ['what a function holds', 'export function f() { const known = new Map(); known.set(1, 2); let a = 0; a++ }'],
    ['another of the same name', 'const all = [1]\nexport function f() { const all = []; all.push(1) }'],
    ['one that is given', 'const all = [1]\nexport const f = (all) => all.push(1)'],
    ['a fixed field of a class', 'class A { static readonly NAME = 1 }'],
  ])('%s', (_what, source) => {
    expect(moduleStateIn('src/core/world.ts', source)).toEqual([])
  })
})
