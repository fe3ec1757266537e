import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { themes } from '../../../../../src/providers/rapidpro/expressions/functions/index.ts'
import { evaluateTemplate, evaluateValue } from '../../../../../src/providers/rapidpro/expressions/index.ts'
import { amina, kigali } from './people.ts'

const DEEP = 'expression nesting too deep'
const COMPLEX = 'expression is too complex to evaluate'

const nested = (times: number): string => `@(${'('.repeat(times)}1${')'.repeat(times)})`

/** Doubles what `a` is, time after time. */
const doubled = (times: number, asked: string): string =>
  `@(((a) => ${'((a) => '.repeat(times)}${asked}${')(array(a, a))'.repeat(times)})("x"))`

test.each([
  ['brackets 1,000 deep', nested(1000), DEEP],
  ['brackets 101 deep', nested(101), DEEP],
  ['functions in functions', `@(${'(x) => '.repeat(1000)}1)`, DEEP],
  ['indexes in indexes', `@(${'contact['.repeat(1000)}1${']'.repeat(1000)})`, DEEP],
  ['calls in calls', `@(${'upper('.repeat(1000)}"x"${')'.repeat(1000)})`, DEEP],
  ['a function that calls itself', '@(((f) => f(f))((f) => f(f)))', COMPLEX],
  ['JSON that is nested deep', '@(parse_json(repeat("[", 5000) & repeat("]", 5000)))', COMPLEX],
  [
    'loops in loops',
    '@(foreach(split(repeat("x ", 500)), (a) => foreach(split(repeat("x ", 500)), (b) => foreach(split(repeat("x ", 500)), (c) => 1))))',
    COMPLEX,
  ],
  ['a value that holds itself twice, thirty times over', doubled(30, 'text(a)'), COMPLEX],
  ['the same as JSON', doubled(30, 'json(a)'), COMPLEX],
  ['the same for people', doubled(30, 'format(a)'), COMPLEX],
  ['the same compared', doubled(30, 'contains(array(a), a)'), COMPLEX],
  ['a text that replaces each letter of a text', `@(replace(repeat("a", 9999), "", repeat("b", 9999)))`, COMPLEX],
  ['a list joined by a long text', '@(join(split(repeat("a ", 5000)), repeat("b", 9999)))', COMPLEX],
  ['a large pattern over a long text', '@(regex_match(repeat("a", 9000), "(a?){200}b"))', COMPLEX],
  ['a long text many times', '@(foreach(split(repeat("a ", 5000)), (x) => title(repeat("é ", 1000))))', COMPLEX],
  [
    'a text repeated very often',
    '@(repeat("x", 1000000000))',
    'error calling repeat(...): cannot build a string longer than 10000 characters',
  ],
  [
    'an array of too many values',
    '@(concat(split(repeat("x ", 5000)), concat(split(repeat("x ", 5000)), array(1))))',
    'error calling concat(...): cannot build an array with more than 10000 items',
  ],
  [
    'a pattern that repeats too often',
    '@(regex_match("aaa", "(a?){500}a{500}"))',
    'error calling regex_match(...): invalid regular expression',
  ],
  ['a high power', '@(10 ^ 1000000)', 'number value out of range'],
  ['many digits', `@("${'9'.repeat(9000)}" + 1)`, `unable to convert "${'9'.repeat(9000)}" to a number`],
])('%s: an error, and the rest is shown', (_what, template, message) => {
  const { value, errors } = evaluateTemplate(`a${template}b`, amina, kigali)
  expect(errors).toEqual([{ expression: template, message }])
  expect(value).toBe('ab')
})

test.each([
  ['99 brackets within each other', nested(98), '1'],
  ['a long sum', `@(${'1 + '.repeat(2400)}1)`, '2401'],
  ['a long chain of texts', `@(${'"a" & '.repeat(1600)}"b")`, `${'a'.repeat(1600)}b`],
  ['many minuses', `@(${'-'.repeat(9000)}1)`, '1'],
  ['many calls one after the other', `@(((f) => f)(upper)("x")${' & lower("Y")'.repeat(400)})`, `X${'y'.repeat(400)}`],
  [
    'a pattern that others would go back and forth with',
    `@(regex_match("${'a'.repeat(100)}!", "(a+)+!"))`,
    `${'a'.repeat(100)}!`,
  ],
  ['many expressions', '@(1)'.repeat(2500), '1'.repeat(2500)],
  ['brackets that are never closed', '@('.repeat(5000), '@('.repeat(5000)],
])('%s: no error', (_what, template, shown) => {
  expect(evaluateTemplate(template, amina, kigali)).toEqual({ value: shown, errors: [] })
})

test('one template has one budget: its expressions share what can be spent', () => {
  const costly = '@(count(unique(split(repeat("ab ", 3000)))))'
  const { value, errors } = evaluateTemplate(costly.repeat(100), amina, kigali)
  expect(value).toMatch(/^1+$/)
  expect(value.length + errors.length).toBe(100)
  expect(new Set(errors.map(({ message }) => message))).toEqual(new Set([COMPLEX]))
})

test('a text ends at 10,000 characters, with three points', () => {
  const { value } = evaluateTemplate('@(repeat("é", 9000))@(repeat("😀", 9000))', amina, kigali)
  expect(Array.from(value)).toHaveLength(10_000)
  expect(value).toMatch(/^é{9000}(?:😀){997}\.\.\.$/u)
  expect(evaluateTemplate('x'.repeat(10_001), amina, kigali).value).toBe(`${'x'.repeat(9997)}...`)
  expect(evaluateTemplate('x'.repeat(10_001), amina, kigali, 20_000).value).toBe('x'.repeat(10_001))
})

/** What templates are made of, put together anyhow. */
const scraps = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom(
    '@',
    '@@',
    '@(',
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    ',',
    '.',
    ' => ',
    ' & ',
    ' + ',
    ' / ',
    ' ^ ',
    ' = ',
    '-',
    '0',
    '12.5',
    '1e9',
    'null',
    'true',
    'x',
    '(x) => ',
    '\uD800',
    '\n',
    'contact',
    '@contact.',
    'fields.age',
    '"text"',
    '"10-03-2026"',
    'array(1, "a")',
    'object("a", now())',
  ),
  fc.constantFrom(...Object.values(themes()).flatMap((theme) => Object.keys(theme))).map((name) => `${name}(`),
)

test('any text is a template, and evaluating it throws nothing', () => {
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 40 }), (parts) => {
      const template = parts.join('')
      expect(evaluateTemplate(template, amina, kigali).value).toBeTypeOf('string')
      expect(evaluateTemplate(`@(${template})`, amina, kigali).value).toBeTypeOf('string')
      evaluateValue(`@(${template})`, amina, kigali)
    }),
    { numRuns: 2000 },
  )
})

/** Values of every type, some of them odd. */
const values = fc.constantFrom(
  'null',
  'true',
  '0',
  '-1.5',
  '99999999999',
  '""',
  '"é 😀"',
  '"\uD800"',
  '"10-03-2026"',
  '"{}"',
  '"tel:+250788123123"',
  'array()',
  'array(1, "a", null)',
  'object("a", 1)',
  'now()',
  'today()',
  'time(9)',
  'upper',
  '(x) => x',
  '1 / 0',
  'contact',
  'repeat("ab ", 3000)',
)

test('any function takes any values and throws nothing', () => {
  for (const name of Object.values(themes()).flatMap((theme) => Object.keys(theme)))
    fc.assert(
      fc.property(fc.array(values, { maxLength: 4 }), (given) => {
        const { value } = evaluateTemplate(`@(${name}(${given.join(', ')}))`, amina, kigali)
        expect(value).toBeTypeOf('string')
      }),
      { numRuns: 50 },
    )
})
