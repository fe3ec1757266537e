import { toInteger, toText, trim } from '../convert.ts'
import { Decimal } from '../decimal.ts'
import { charactersOf } from '../letters.ts'
import { ErrorValue } from '../values.ts'
import { wordsOf } from '../words.ts'
import { arrayOf } from './conversions.ts'
import { define, mayHave, needs } from './define.ts'

const text = needs(toText)
const delimiters = mayHave(toText, '')

/** What takes texts apart. Words are runs of letters, digits, `_` and `'`, and symbols, unless delimiters are given. */
export const wordFunctions = () => ({
  word: define({
    takes: { text, index: needs(toInteger), delimiters },
    says: 'One word of the text, counted from 0, or from its end where the index is negative.',
    examples: {
      '@(word("bee cat dog", 0))': 'bee',
      '@(word("bee.cat,dog", -1))': 'dog',
      '@(word("O\'Grady, Ann", 0))': "O'Grady",
      '@(word("a b", 2))': null,
    },
    run: ({ text: whole, index, delimiters: between }) => {
      const words = wordsOf(whole, between)
      return words.at(index) ?? new ErrorValue(`index ${index} is out of range for the number of words ${words.length}`)
    },
  }),
  word_slice: define({
    takes: { text, start: needs(toInteger), end: mayHave(toInteger, -1), delimiters },
    says: 'The words of the text from one up to another, which is not included, joined by spaces; to the last where the end is absent or -1.',
    examples: {
      '@(word_slice("bee cat dog", 1))': 'cat dog',
      '@(word_slice("bee cat dog", 0, 2))': 'bee cat',
      '@(word_slice("bee cat dog", 5))': '',
      '@(word_slice("a b", -1))': null,
    },
    run: ({ text: whole, start, end, delimiters: between }) => {
      if (start < 0) return new ErrorValue('must start with a positive index')
      if (end > 0 && end <= start) return new ErrorValue('must have a end which is greater than the start')
      return wordsOf(whole, between)
        .slice(start, end > 0 ? end : undefined)
        .join(' ')
    },
  }),
  word_count: define({
    takes: { text, delimiters },
    says: 'How many words the text has.',
    examples: {
      '@(word_count("how are you?"))': '3',
      '@(word_count("😀😀"))': '2',
      '@(word_count("a,b c", ","))': '2',
    },
    run: ({ text: whole, delimiters: between }) => Decimal.of(wordsOf(whole, between).length),
  }),
  remove_first_word: define({
    takes: { text },
    says: 'The text from its second word on, as it is written; nothing where there is none.',
    examples: {
      '@(remove_first_word("Hi there. It\'s me!"))': "there. It's me!",
      '@(remove_first_word("join"))': '',
      '@(remove_first_word("  a - b"))': 'b',
    },
    run: ({ text: whole }) => {
      const [first, second] = wordsOf(whole)
      if (first === undefined || second === undefined) return ''
      const rest = whole.slice(whole.indexOf(first) + first.length)
      return rest.slice(rest.indexOf(second))
    },
  }),
  split: define({
    takes: { text, delimiters },
    says: 'The words of the text as an array. Empty ones are left out.',
    examples: { '@(split("a b,c"))': '[a, b, c]', '@(split("a,,b c", ","))': '[a, b c]', '@(split(""))': '[]' },
    run: ({ text: whole, delimiters: between }) => arrayOf(wordsOf(whole, between)),
  }),
  field: define({
    takes: { text, index: needs(toInteger), delimiter: text },
    says: 'What stands between delimiters, counted from 0, with no spaces around it. Empty ones count, but not between spaces; beyond the last there is nothing.',
    examples: {
      '@(field("a,,c", 1, ","))': '',
      '@(field("a,b ,c", 1, ","))': 'b',
      '@(field("a   b", 1, " "))': 'b',
      '@(field("a,b", -1, ","))': null,
    },
    run: ({ text: whole, index, delimiter }) => {
      if (index < 0) return new ErrorValue('cannot use a negative index')
      const fields = delimiter === '' ? charactersOf(whole) : whole.split(delimiter)
      return trim((delimiter === ' ' ? fields.filter((one) => one !== '') : fields)[index] ?? '')
    },
  }),
})
