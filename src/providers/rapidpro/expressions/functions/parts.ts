import { toDateTime, toInteger, toNumber, toText } from '../convert.ts'
import { charactersOf } from '../letters.ts'
import { checked } from '../operators.ts'
import { UNITS } from '../units.ts'
import { urnParts } from '../urn.ts'
import { ErrorValue, ObjectValue } from '../values.ts'
import { asItIs, define, needs } from './define.ts'

const CONTENT_TYPE = /^(?:image|audio|video|application|geo|unavailable|\w+\/[-+.\w]+)$/

/** What takes addresses apart, and what only old flows use. */
export const partFunctions = () => ({
  urn_parts: define({
    takes: { urn: needs(toText) },
    says: 'The scheme, path and display of a URN.',
    examples: {
      '@(urn_parts("tel:+250788123123"))': '{display: , path: +250788123123, scheme: tel}',
      '@(urn_parts("telegram:12345#amina").display)': 'amina',
      '@(urn_parts("amina"))': null,
    },
    run: ({ urn }) => {
      const parts = urnParts(urn)
      return parts instanceof ErrorValue ? parts : ObjectValue.of({ ...parts })
    },
  }),
  attachment_parts: define({
    takes: { attachment: needs(toText) },
    says: 'The content type and address of an attachment.',
    examples: {
      '@(attachment_parts("image/jpeg:https://example.com/a.jpg").content_type)': 'image/jpeg',
      '@(attachment_parts("image:https://example.com/a").url)': 'https://example.com/a',
      '@(attachment_parts("https://example.com/a").url)': 'https://example.com/a',
    },
    run: ({ attachment }) => {
      const at = attachment.indexOf(':')
      const type = attachment.slice(0, Math.max(0, at)).toLowerCase()
      return CONTENT_TYPE.test(type)
        ? ObjectValue.of({ content_type: type, url: attachment.slice(at + 1) })
        : ObjectValue.of({ content_type: '', url: attachment })
    },
  }),
  read_chars: define({
    takes: { text: needs(toText) },
    says: 'The text for a voice to read, in groups of three or four characters if that comes out even.',
    examples: {
      '@(read_chars("123456"))': '1 2 3 , 4 5 6',
      '@(read_chars("+1234"))': '1 2 3 4',
      '@(read_chars("12345"))': '1 , 2 , 3 , 4 , 5',
    },
    run: ({ text }) => {
      const characters = charactersOf(text.replace(/^\++/, ''))
      const size = [3, 4].find((one) => characters.length % one === 0) ?? 1
      const groups = Array.from({ length: characters.length / size }, (_none, nth) =>
        characters.slice(nth * size, (nth + 1) * size).join(' '),
      )
      return groups.join(' , ')
    },
  }),
  legacy_add: define({
    cost: 100,
    takes: { one: needs(asItIs), other: needs(asItIs) },
    says: 'The sum of two numbers; or a date so many days later, whichever of the two it is.',
    examples: {
      '@(legacy_add(2, "3.5"))': '5.5',
      '@(legacy_add("10-03-2026", 2))': '2026-03-12T00:00:00.000000+02:00',
      '@(legacy_add("10-03-2026", "11-03-2026"))': null,
    },
    run: ({ one, other }, call) => {
      const [first, second] = [toDateTime(one, call), toDateTime(other, call)]
      const [left, right] = [toNumber(one, call), toNumber(other, call)]
      const [isFirst, isSecond] = [!(first instanceof ErrorValue), !(second instanceof ErrorValue)]
      if (isFirst && isSecond) return new ErrorValue('cannot operate on two dates')
      const [moment, days] = isFirst ? [first, right] : [second, left]
      if (!(moment instanceof ErrorValue) && !(days instanceof ErrorValue)) {
        const count = toInteger(days, call)
        if (count instanceof ErrorValue) return new ErrorValue('cannot operate on integers greater than 32 bit')
        return UNITS['D']!.plus(moment, count) ?? new ErrorValue('datetime is out of range')
      }
      return left instanceof ErrorValue ? left : right instanceof ErrorValue ? right : checked(left.plus(right))
    },
  }),
})
