import { describe, expect, test } from 'vitest'
import {
  Decimal,
  DateTimeValue,
  type Environment,
  ErrorValue,
  FunctionValue,
  evaluateTemplate,
  evaluateValue,
} from '../../../../../src/providers/rapidpro/expressions/index.ts'
import { amina, inZone, kigali } from './people.ts'

const valueOf = (template: string) => evaluateValue(template, amina, kigali).value

describe('a template that is one expression has the value that this has', () => {
  test.each([
    ['@(1 + 1)', Decimal.of(2)],
    [' @fields.age ', Decimal.of(30)],
    ['@(1 = 1)', true],
    ['@(null)', null],
    ['@parent', null],
    ['@("a")', 'a'],
    ['@(array("a", true))', ['a', true]],
  ])('%s', (template, value) => expect(valueOf(template)).toEqual(value))

  test('an object, a function, a moment and an error are such values', () => {
    expect(valueOf('@contact')).toBe(amina.get('contact'))
    expect(valueOf('@(upper)')).toBeInstanceOf(FunctionValue)
    expect(valueOf('@(now())')).toBeInstanceOf(DateTimeValue)
    expect(evaluateValue('@(1 / 0)', amina, kigali)).toEqual({ value: new ErrorValue('division by zero'), errors: [] })
  })

  test.each([
    ['@(1)@(2)', '12'],
    ['@(1)!', '1!'],
    ['no expression', 'no expression'],
    ['@@', '@'],
    [' @(1) and @(2) ', '1 and 2'],
    ['', ''],
  ])('any other has its text: %s', (template, text) => expect(valueOf(template)).toBe(text))
})

test.each([
  ["@('x')", "syntax error at 'x'"],
  ['@(1 / )', 'syntax error at '],
  ['@("abc".length)', 'syntax error at .length'],
  ['@(hello)', "context has no property 'hello'"],
  ['@((1).x)', "1 doesn't support lookups"],
  ['@(fields.shoe)', "object has no property 'shoe'"],
  ['@contact.name.x', `"Amina Uwase" doesn't support lookups`],
  ['@(array(1, 2)[5])', 'index 5 out of range for 2 items'],
  ['@(array(1, 2)["x"])', 'unable to convert "x" to a number'],
  ['@(1 + null)', 'unable to convert null to a number'],
  ['@(1 + true)', 'unable to convert true to a number'],
  ['@(2 ^ 400)', 'number value out of range'],
  ['@(shout("x"))', "context has no property 'shout'"],
  ['@(contact.name("x"))', 'contact.name is not a function'],
  ['@(count(1))', "error calling count(...): value isn't countable"],
  ['@(word_count())', 'error calling word_count(...): need 1 to 2 argument(s), got 0'],
  ['@(upper("a", "b"))', 'error calling upper(...): need 1 argument(s), got 2'],
  ['@(max())', 'error calling max(...): need at least 1 argument(s), got 0'],
  ['@(date("soon"))', 'error calling date(...): unable to convert "soon" to a date'],
  [
    '@(format_date("2026-03-10", "YYYYY"))',
    "error calling format_date(...): 'YYYYY' is not valid in a date formatting layout",
  ],
  ['@(parse_time("9", "MM"))', "error calling parse_time(...): 'MM' is not valid in a time parsing layout"],
])('%s is told of in the words of the platform: %s', (template, message) => {
  expect(evaluateTemplate(template, amina, kigali).errors).toEqual([{ expression: template, message }])
})

const inOrder = (order: Environment['order']): Environment => ({ ...kigali, order })

describe('a workspace reads and writes days in its order', () => {
  test.each([
    ['month_first', '@(date("03-10-2026"))', '2026-03-10'],
    ['month_first', '@(format_datetime(now()))', '03-10-2026 14:30'],
    ['year_first', '@(date("2026/3/10"))', '2026-03-10'],
    ['year_first', '@(date("26-03-10"))', '2026-03-10'],
    ['year_first', '@(date("10-03-26"))', '2010-03-26'],
    ['year_first', '@(format(today()))', '2026-03-10'],
  ] as const)('%s: %s → %s', (order, template, text) => {
    expect(evaluateTemplate(template, amina, inOrder(order)).value).toBe(text)
  })
})

describe('clocks that are changed', () => {
  test.each([
    ['Europe/Berlin', '29-03-2026 01:59', '2026-03-29T01:59:00.000000+01:00'],
    ['Europe/Berlin', '29-03-2026 02:30', '2026-03-29T03:30:00.000000+02:00'],
    ['Europe/Berlin', '25-10-2026 02:30', '2026-10-25T02:30:00.000000+01:00'],
    ['America/New_York', '08-03-2026 02:30', '2026-03-08T01:30:00.000000-05:00'],
    ['America/New_York', '01-11-2026 01:30', '2026-11-01T01:30:00.000000-04:00'],
    ['Europe/London', '29-03-2026 01:30', '2026-03-29T02:30:00.000000+01:00'],
    ['Europe/London', '10-01-2026 12:00', '2026-01-10T12:00:00.000000Z'],
    ['Asia/Kathmandu', '10-01-2026 12:00', '2026-01-10T12:00:00.000000+05:45'],
  ])('in %s, %s is %s', (zone, written, moment) => {
    expect(evaluateTemplate(`@(datetime("${written}"))`, amina, inZone(zone)).value).toBe(moment)
  })

  test.each([
    ['datetime_add("29-03-2026 01:00", 24, "h")', '2026-03-30T02:00:00.000000+02:00'],
    ['datetime_add("29-03-2026 01:00", 1, "D")', '2026-03-30T01:00:00.000000+02:00'],
    ['datetime_diff("29-03-2026", "30-03-2026", "h")', '23'],
    ['datetime_diff("29-03-2026", "30-03-2026", "D")', '1'],
    ['legacy_add("24-10-2026 12:00", 1)', '2026-10-25T12:00:00.000000+01:00'],
  ])('days are counted by the calendar, hours by their length: %s → %s', (expression, text) => {
    expect(evaluateTemplate(`@(${expression})`, amina, inZone('Europe/Berlin')).value).toBe(text)
  })
})

test('each draw is a fresh one, and all numbers of a range can come of them', () => {
  const draws = [0, 0.25, 0.45, 0.65, 0.999_999_999_999_999_9]
  const environment = { ...kigali, random: () => draws.shift()! }
  expect(evaluateTemplate('@(foreach(split("a b c d e"), (x) => rand_between(1, 5)))', amina, environment).value).toBe(
    '[1, 2, 3, 4, 5]',
  )
})
