import { toBoolean, toDate, toDateTime, toInteger, toNumber, toText, toTime, trim } from '../convert.ts'
import { namedZone } from '../environment.ts'
import { BadLayout, type Dated, write } from '../layouts.ts'
import { readDateTime, readTime } from '../read-layout.ts'
import { readableUrn } from '../urn.ts'
import { type Call, ErrorValue, type Value } from '../values.ts'
import { DATE_LAYOUTS, TIME_LAYOUT, formatted, formattedNumber } from '../formatted.ts'
import { asItIs, define, mayHave, needs } from './define.ts'

const layout = mayHave<string | undefined>(toText, undefined)
const zone = mayHave<string | undefined>(toText, undefined)

/** Dates and phone numbers take long. */
const COST = 100

/** What making a zone costs. */
const ZONE = 500

function zoneNamed(name: string | undefined, { environment, budget }: Call) {
  if (name === undefined) return environment.zone
  budget.spend(ZONE)
  const found = environment.zones.of(name)
  return found ? namedZone(name, found) : new ErrorValue(`unknown time zone ${name}`)
}

/** Does what a layout says, or answers what is wrong with the layout. */
function by<T extends Value>(run: () => T): T | ErrorValue {
  try {
    return run()
  } catch (error) {
    if (error instanceof BadLayout) return new ErrorValue(error.message)
    throw error
  }
}

const written = (value: Dated, how: string): Value => by(() => write(value, how))

/** What writes values as people do, and reads them. */
export const formats = () => ({
  format: define({
    cost: COST,
    takes: { value: needs(asItIs) },
    says: 'The value as people in the workspace write it.',
    examples: {
      '@(format(1234.50))': '1,234.5',
      '@(format(now()))': '10-03-2026 14:30',
      '@(format(array("a", 1000)))': 'a, 1,000',
    },
    run: ({ value }, call) => formatted(value, call),
  }),
  format_date: define({
    cost: COST,
    takes: { date: needs(toDate), layout },
    says: 'The day in a layout; the workspace’s unless it is given.',
    examples: {
      '@(format_date("2026-03-10"))': '10-03-2026',
      '@(format_date("2026-03-10", "EEE D MMM YYYY"))': 'Tue 10 Mar 2026',
      '@(format_date("2026-03-10", "tt"))': null,
    },
    run: ({ date, layout: how }, { environment }) => written(date, how ?? DATE_LAYOUTS[environment.order]),
  }),
  format_datetime: define({
    cost: COST,
    takes: { datetime: needs(toDateTime), layout, zone },
    says: 'The moment in a layout, by the clocks of a zone; the workspace’s unless they are given.',
    examples: {
      '@(format_datetime("2026-03-10T12:30:00Z"))': '10-03-2026 14:30',
      '@(format_datetime("2026-03-10T12:30:00Z", "h:mm aa", "America/New_York"))': '8:30 am',
      '@(format_datetime("2026-03-10", "YYYYY"))': null,
    },
    run: ({ datetime, layout: how, zone: name }, call) => {
      const where = zoneNamed(name, call)
      return where instanceof ErrorValue
        ? where
        : written(datetime.in(where), how ?? `${DATE_LAYOUTS[call.environment.order]} ${TIME_LAYOUT}`)
    },
  }),
  format_time: define({
    cost: COST,
    takes: { time: needs(toTime), layout },
    says: 'The time of day in a layout; the workspace’s unless it is given.',
    examples: {
      '@(format_time("2:40 pm"))': '14:40',
      '@(format_time("14:40", "hh:mm AA"))': '02:40 PM',
      '@(format_time("14:40", "YY"))': null,
    },
    run: ({ time, layout: how }) => written(time, how ?? TIME_LAYOUT),
  }),
  parse_datetime: define({
    cost: COST,
    takes: { text: needs(toText), layout: needs(toText), zone },
    says: 'The moment that a text has in a layout, by the clocks of a zone or of the workspace.',
    examples: {
      '@(parse_datetime("2026 3 10", "YYYY M DD"))': '2026-03-10T00:00:00.000000+02:00',
      '@(parse_datetime("10.03.26 2:40 pm", "DD.MM.YY h:mm aa", "UTC"))': '2026-03-10T14:40:00.000000Z',
      '@(parse_datetime("March", "MMMM"))': null,
    },
    run: ({ text, layout: how, zone: name }, call): Value => {
      const where = zoneNamed(name, call)
      return where instanceof ErrorValue ? where : by(() => readDateTime(text, how, where))
    },
  }),
  parse_time: define({
    cost: COST,
    takes: { text: needs(toText), layout: needs(toText) },
    says: 'The time of day that a text has in a layout.',
    examples: {
      '@(parse_time("15:28", "tt:mm"))': '15:28:00.000000',
      '@(parse_time("2:40 pm", "h:mm aa"))': '14:40:00.000000',
      '@(parse_time("noon", "tt:mm"))': null,
    },
    run: ({ text, layout: how }): Value => by(() => readTime(text, how)),
  }),
  format_number: define({
    takes: {
      number: needs(toNumber),
      places: mayHave<number | undefined>(toInteger, undefined),
      grouping: mayHave(toBoolean, true),
    },
    says: 'The number with so many places, from 0 to 9, and its thousands set apart or not.',
    examples: {
      '@(format_number(1234.5))': '1,234.5',
      '@(format_number(1234.5, 2))': '1,234.50',
      '@(format_number(1234.5, 0, false))': '1235',
    },
    run: ({ number, places, grouping }) =>
      places !== undefined && (places < 0 || places > 9)
        ? new ErrorValue(`must take 0-9 number of places, got ${places}`)
        : formattedNumber(number, places, grouping),
  }),
  format_location: define({
    takes: { location: needs(toText) },
    says: 'The last part of the path of a place.',
    examples: {
      '@(format_location("Rwanda > Kigali City > Gasabo"))': 'Gasabo',
      '@(format_location("Rwanda"))': 'Rwanda',
      '@(format_location(""))': '',
    },
    run: ({ location }) => trim(location.slice(location.lastIndexOf('>') + 1)),
  }),
  format_urn: define({
    cost: COST,
    takes: { urn: needs(toText) },
    says: 'The URN as people write it: by what it is displayed as, or a number as it is dialled at home.',
    examples: {
      '@(format_urn("tel:+250788123123"))': '0788 123 123',
      '@(format_urn("telegram:12345#amina"))': 'amina',
      '@(format_urn("amina"))': null,
    },
    run: ({ urn }) => readableUrn(urn),
  }),
})
