import { DateTimeValue, DateValue, TimeValue } from '../calendar.ts'
import { toDate, toDateTime, toInteger, toNumber, toText, toTime } from '../convert.ts'
import { Decimal } from '../decimal.ts'
import { checked } from '../operators.ts'
import { UNITS } from '../units.ts'
import { type Call, ErrorValue, type Value } from '../values.ts'
import { define, needs } from './define.ts'
import { write } from '../layouts.ts'

const datetime = needs(toDateTime)
const date = needs(toDate)

/** Asking a zone for what its clocks show takes long. */
const COST = 60

const NANOS = Decimal.of(1, 9)

const TOO_FAR = new ErrorValue('datetime is out of range')

const now = ({ environment }: Call): DateTimeValue =>
  new DateTimeValue(Math.floor(environment.now / 1000), (environment.now % 1000) * 1000, environment.zone)

const unitOf = (written: string) => (Object.hasOwn(UNITS, written) ? UNITS[written] : undefined)

const unknownUnit = (written: string): ErrorValue =>
  new ErrorValue(`unknown unit: ${written}, must be one of s, m, h, D, W, M, Y`)

/** What is worked out of moments, days and times. */
export const dateFunctions = () => ({
  now: define({
    cost: COST,
    takes: {},
    says: 'This moment, by the clocks of the workspace.',
    examples: {
      '@(now())': '2026-03-10T14:30:15.482913+02:00',
      '@(format_datetime(now()))': '10-03-2026 14:30',
      '@(now(1))': null,
    },
    run: (_none, call) => now(call),
  }),
  today: define({
    cost: COST,
    takes: {},
    says: 'This day, where the workspace is.',
    examples: { '@(today())': '2026-03-10', '@(format_date(today()))': '10-03-2026', '@(weekday(today()))': '2' },
    run: (_none, call) => now(call).date,
  }),
  datetime_add: define({
    cost: COST,
    takes: { datetime, offset: needs(toInteger), unit: needs(toText) },
    says: 'The moment so many units later: Y, M, W and D by the calendar, h, m and s by their length.',
    examples: {
      '@(datetime_add("10-03-2026 14:30", 2, "D"))': '2026-03-12T14:30:00.000000+02:00',
      '@(datetime_add("31-01-2026", 1, "M"))': '2026-03-03T00:00:00.000000+02:00',
      '@(datetime_add("10-03-2026", 1, "d"))': null,
    },
    run: ({ datetime: moment, offset, unit }): Value =>
      unitOf(unit) ? (unitOf(unit)!.plus(moment, offset) ?? TOO_FAR) : unknownUnit(unit),
  }),
  datetime_diff: define({
    cost: COST,
    takes: { datetime1: datetime, datetime2: datetime, unit: needs(toText) },
    says: 'How many whole units lie between the first moment and the second: Y, M, W and D by the calendar, h, m and s by their length.',
    examples: {
      '@(datetime_diff("10-03-2026", "12-03-2026", "D"))': '2',
      '@(datetime_diff("31-12-2025", "01-01-2026", "Y"))': '1',
      '@(datetime_diff("10-03-2026 14:30", "10-03-2026 13:00", "h"))': '-1',
    },
    run: ({ datetime1, datetime2, unit }): Value =>
      unitOf(unit) ? Decimal.of(unitOf(unit)!.between(datetime1, datetime2)) : unknownUnit(unit),
  }),
  replace_time: define({
    cost: COST,
    takes: { datetime, time: needs(toTime) },
    says: 'The moment at another time of its day.',
    examples: {
      '@(replace_time("10-03-2026 14:30", "08:00"))': '2026-03-10T08:00:00.000000+02:00',
      '@(replace_time(now(), 9))': '2026-03-10T09:00:00.000000+02:00',
      '@(replace_time(now(), "dawn"))': null,
    },
    run: ({ datetime: moment, time }) => DateTimeValue.of(moment.date, time, moment.zone),
  }),
  date_from_parts: define({
    cost: COST,
    takes: { year: needs(toInteger), month: needs(toInteger), day: needs(toInteger) },
    says: 'The day of that year, month and number. One beyond the month runs on into the next.',
    examples: {
      '@(date_from_parts(2026, 3, 10))': '2026-03-10',
      '@(date_from_parts(2026, 2, 31))': '2026-03-03',
      '@(date_from_parts(2026, 13, 1))': null,
    },
    run: ({ year, month, day }) =>
      month < 1 || month > 12
        ? new ErrorValue('invalid value for month, must be 1-12')
        : (DateValue.of(year, month, day) ?? new ErrorValue('date is out of range')),
  }),
  time_from_parts: define({
    cost: COST,
    takes: { hour: needs(toInteger), minute: needs(toInteger), second: needs(toInteger) },
    says: 'The time of that hour, minute and second.',
    examples: {
      '@(time_from_parts(14, 5, 0))': '14:05:00.000000',
      '@(time_from_parts(0, 0, 59))': '00:00:59.000000',
      '@(time_from_parts(24, 0, 0))': null,
    },
    run: ({ hour, minute, second }) => {
      const parts = { hour, minute, second }
      const limits = { hour: 23, minute: 59, second: 59 }
      const wrong = (['hour', 'minute', 'second'] as const).find((one) => parts[one] < 0 || parts[one] > limits[one])
      return wrong
        ? new ErrorValue(`invalid value for ${wrong}, must be 0-${limits[wrong]}`)
        : TimeValue.of(hour, minute, second)
    },
  }),
  weekday: define({
    cost: COST,
    takes: { date },
    says: 'The day of the week, from 0, which is Sunday, to 6.',
    examples: { '@(weekday("15-03-2026"))': '0', '@(weekday("10-03-2026"))': '2', '@(weekday("Tuesday"))': null },
    run: ({ date: day }) => Decimal.of(day.weekday),
  }),
  week_number: define({
    cost: COST,
    takes: { date },
    says: 'The week of the year, from 1, which has the first of January. Weeks begin on Sunday.',
    examples: {
      '@(week_number("01-01-2026"))': '1',
      '@(week_number("04-01-2026"))': '2',
      '@(week_number("31-12-2028"))': '54',
    },
    run: ({ date: day }) => Decimal.of(day.week),
  }),
  epoch: define({
    cost: COST,
    takes: { datetime },
    says: 'Seconds since 1970, with their fraction.',
    examples: {
      '@(epoch("2026-03-10T12:30:00Z"))': '1773145800',
      '@(epoch("1970-01-01T00:00:01.5Z"))': '1.5',
      '@(epoch("1969-12-31T23:59:59.5Z"))': '-0.5',
    },
    run: ({ datetime: moment }) => Decimal.of(moment.instant, -3).plus(Decimal.of(moment.nanos, -9)),
  }),
  datetime_from_epoch: define({
    cost: COST,
    takes: { seconds: needs(toNumber) },
    says: 'The moment so many seconds after 1970, by the clocks of the workspace.',
    examples: {
      '@(datetime_from_epoch(1773145800))': '2026-03-10T14:30:00.000000+02:00',
      '@(datetime_from_epoch(0.25))': '1970-01-01T02:00:00.250000+02:00',
      '@(datetime_from_epoch("then"))': null,
    },
    run: ({ seconds }, { environment }) => {
      const nanos = checked(seconds.times(NANOS))
      if (nanos instanceof ErrorValue) return nanos
      const { whole } = nanos
      if (BigInt.asIntN(64, whole) !== whole) return new ErrorValue('epoch time is out of range')
      const rest = ((whole % MILLION) + MILLION) % MILLION
      return DateTimeValue.at(Number((whole - rest) / MILLION), Number(rest), environment.zone) ?? TOO_FAR
    },
  }),
  tz: define({
    cost: COST,
    takes: { datetime },
    says: 'The zone that the moment is in: the workspace’s unless it says another. One that is known by its distance alone has no name.',
    examples: {
      '@(tz(now()))': 'Africa/Kigali',
      '@(tz("2026-03-10T12:30:00Z"))': 'UTC',
      '@(tz("2026-03-10T12:30:00-05:00"))': '',
    },
    run: ({ datetime: moment }) => moment.zone.name,
  }),
  tz_offset: define({
    cost: COST,
    takes: { datetime },
    says: 'How far clocks are ahead of UTC in the zone that the moment is in.',
    examples: {
      '@(tz_offset(now()))': '+0200',
      '@(tz_offset("2026-03-10T12:30:00-05:30"))': '-0530',
      '@(tz_offset("2026-03-10T12:30:00Z"))': '+0000',
    },
    run: ({ datetime: moment }) => write(moment, 'ZZZ').replace(':', ''),
  }),
})

const MILLION = 1_000_000n
