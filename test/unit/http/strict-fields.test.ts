import { describe, expect, test } from 'vitest'
import {
  choice,
  duration,
  list,
  moment,
  number,
  object,
  text,
  variants,
  yesOrNo,
} from '../../../src/http/strict-fields.ts'
import { FURTHEST } from '../../../src/core/store/kept.ts'
import { type Field, type FieldCall, optional } from '../../../src/http/field.ts'
import type { Issue } from '../../../src/http/problem.ts'

/** None of these looks at the call. */
const call = {} as FieldCall

/** The value that a field reads, or the sentences that refuse it. */
function read(field: Field, raw: unknown): unknown {
  const issues: Issue[] = []
  const value = field.read(raw, ['it'], issues, call)
  return issues.length > 0 ? issues.map(({ message, rule }) => message ?? rule).join(' ') : value
}

const short = text('x', { max: 5 })
const word = text('x', { pattern: /^[a-z]+$/ })
const known = text('x', { known: { is: (code) => code === 'RW', what: 'a country' } })
const any = number('x')
const whole = number('x', { whole: true, min: 1, max: 3 })
const atLeast = number('x', { min: 0.5 })
const colour = choice('x', ['red', 'green'])
const truth = yesOrNo('x')
const person = object('x', { name: text('x'), age: optional(number('x', { whole: true })) })
const pair = list('x', number('x'), { min: 1, max: 2 })
const shape = variants('x', { circle: { radius: number('x') }, dot: {} })

describe('is read:', () => {
  test.each<[string, Field, raw: unknown, value: unknown]>([
    ['text', short, '', ''],
    ['text of exactly the most', short, '12345', '12345'],
    ['text that fits its pattern', word, 'abc', 'abc'],
    ['text that is known', known, 'RW', 'RW'],
    ['a number', any, -1.5, -1.5],
    ['a number as text', any, '2.5', 2.5],
    ['the least', whole, 1, 1],
    ['the most', whole, '3', 3],
    ['the least where there is no most', atLeast, 0.5, 0.5],
    ['a word', colour, 'green', 'green'],
    ['true', truth, true, true],
    ['false', truth, false, false],
    ['true as text', truth, 'true', true],
    ['false as text', truth, 'false', false],
    ['a length of time', duration('x'), 'PT2S', 2000],
    ['a moment', moment('x'), '2026-01-31T12:00:00Z', Date.UTC(2026, 0, 31, 12)],
    ['a moment with a blank', moment('x'), '2026-01-31 12:00', Date.UTC(2026, 0, 31, 12)],
    ['a day', moment('x'), '2026-01-31', Date.UTC(2026, 0, 31)],
    ['UNIX seconds', moment('x'), 1.5, 1500],
    ['the first moment', moment('x'), 0, 0],
    ['the last moment', moment('x'), FURTHEST / 1000, FURTHEST],
    ['an object', person, { name: 'a' }, { name: 'a' }],
    ['an object, all of it', person, { name: 'a', age: '7' }, { name: 'a', age: 7 }],
    ['a list of the fewest', pair, [1], [1]],
    ['a list of the most', pair, [1, '2'], [1, 2]],
    ['one of several objects', shape, { kind: 'circle', radius: 1 }, { kind: 'circle', radius: 1 }],
    ['one that has nothing but its kind', shape, { kind: 'dot' }, { kind: 'dot' }],
  ])('%s', (_what, field, raw, value) => {
    expect(read(field, raw)).toEqual(value)
  })
})

const SENTENCE = 'a moment such as "2026-01-31T12:00:00Z" or UNIX seconds'

describe('is refused:', () => {
  test.each<[string, Field, raw: unknown, sentence: string]>([
    ['nothing', short, undefined, 'required'],
    ['a number as text', short, 1, '"it" has to be text, not 1.'],
    ['text of one letter too many', short, '123456', '"it" has 6 characters; 5 are the most.'],
    ['text that is known nowhere', known, 'ZZ', '"it" has to be a country, not "ZZ".'],
    ['text that does not fit its pattern', word, 'aB', '"it" has to match ^[a-z]+$.'],
    ['no number', any, 'x', '"it" has to be a number, not "x".'],
    ['empty text as a number', any, '', '"it" has to be a number, not "".'],
    ['blank text as a number', any, '  ', '"it" has to be a number, not "  ".'],
    ['a truth as a number', any, true, '"it" has to be a number, not true.'],
    ['null as a number', any, null, '"it" has to be a number, not null.'],
    ['an endless number', any, 'Infinity', '"it" has to be a number, not "Infinity".'],
    ['a fraction', whole, 1.5, '"it" has to be a whole number, not 1.5.'],
    ['less than the least', whole, 0, '"it" has to be between 1 and 3, not 0.'],
    ['more than the most', whole, 4, '"it" has to be between 1 and 3, not 4.'],
    ['less than the least where there is no most', atLeast, 0.4, '"it" has to be at least 0.5, not 0.4.'],
    ['another word', colour, 'gren', '"it" has to be one of red, green, not "gren". Did you mean "green" or "red"?'],
    ['a number as a word', colour, 1, '"it" has to be one of red, green, not 1. Did you mean "red" or "green"?'],
    ['yes', truth, 'yes', '"it" has to be true or false, not "yes".'],
    ['1 as a truth', truth, 1, '"it" has to be true or false, not 1.'],
    [
      'a negative length of time',
      duration('x'),
      -1,
      '"it" has to be seconds or an ISO 8601 duration such as "PT1H30M" or "P1D" that is not negative, not -1.',
    ],
    ['a moment of words', moment('x'), 'now', `"it" has to be ${SENTENCE}, not "now".`],
    ['a year', moment('x'), '2026', `"it" has to be ${SENTENCE}, not "2026".`],
    ['a truth as a moment', moment('x'), true, `"it" has to be ${SENTENCE}, not true.`],
    [
      'a moment before 1970',
      moment('x'),
      '1969-12-31T23:59:59Z',
      `"it" has to be ${SENTENCE}, not "1969-12-31T23:59:59Z".`,
    ],
    [
      'a moment beyond the last',
      moment('x'),
      FURTHEST / 1000 + 1,
      `"it" has to be ${SENTENCE}, not ${FURTHEST / 1000 + 1}.`,
    ],
    ['text as an object', person, 'a', '"it" has to be an object, not "a".'],
    ['null as an object', person, null, '"it" has to be an object, not null.'],
    ['a list as an object', person, [], '"it" has to be an object, not [].'],
    ['an object that lacks something', person, {}, 'required'],
    [
      'an object with an unknown name',
      person,
      { name: 'a', aeg: 1 },
      '"it.aeg" is not known here. Did you mean "age" or "name"?',
    ],
    ['an object with something wrong', person, { name: 'a', age: 'x' }, '"it.age" has to be a whole number, not "x".'],
    ['no list', pair, { 0: 1 }, '"it" has to be a list, not {"0":1}.'],
    ['a list of too few', pair, [], '"it" has 0 items; between 1 and 2 are possible.'],
    ['a list of too many', pair, [1, 2, 3], '"it" has 3 items; between 1 and 2 are possible.'],
    ['a list with something wrong', pair, [1, 'x'], '"it.1" has to be a number, not "x".'],
    ['null as one of several objects', shape, null, '"it" has to be an object, not null.'],
    ['a list as one of several objects', shape, [], '"it" has to be an object, not [].'],
    [
      'one without a kind',
      shape,
      {},
      '"it.kind" has to be one of circle, dot, not nothing. Did you mean "dot" or "circle"?',
    ],
    [
      'one of another kind',
      shape,
      { kind: 'dt' },
      '"it.kind" has to be one of circle, dot, not "dt". Did you mean "dot" or "circle"?',
    ],
    [
      'one with a name of another',
      shape,
      { kind: 'dot', radius: 1 },
      '"it.radius" is not known here. Nothing more belongs there.',
    ],
  ])('%s', (_what, field, raw, sentence) => {
    expect(read(field, raw)).toBe(sentence)
  })

  test('what is long is shown by its beginning', () => {
    expect(read(any, 'x'.repeat(58))).toBe(`"it" has to be a number, not "${'x'.repeat(58)}".`)
    expect(read(any, 'x'.repeat(59))).toBe(`"it" has to be a number, not "${'x'.repeat(59)}….`)
  })
})
