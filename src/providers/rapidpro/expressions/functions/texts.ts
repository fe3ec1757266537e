import { unseen } from '../classes.ts'
import { toInteger, toNumber, toText, trim, trimEnd, trimStart } from '../convert.ts'
import { Decimal } from '../decimal.ts'
import { htmlDecoded, numbered } from '../entities.ts'
import { charactersOf, lowerCased, titled, upperCased, wellFormed } from '../letters.ts'
import { matchOf } from '../matches.ts'
import { checked } from '../operators.ts'
import { ErrorValue, byCodePoint } from '../values.ts'
import { define, mayHave, needs } from './define.ts'

const text = needs(toText)
const textAndCharacters = { text, characters: mayHave(toText, '') }

/** How many characters a text may have that is made by repeating one. */
const LONGEST = 10_000

/** What is left of characters without certain ones at their beginning, and at their end. */
const withoutFirst = (all: readonly string[], of: string): string[] => all.slice(firstBut(all, of))

const withoutLast = (all: readonly string[], of: string): string[] =>
  all.slice(0, all.length - firstBut(all.toReversed(), of))

function firstBut(all: readonly string[], of: string): number {
  const unwanted = new Set(of)
  const first = all.findIndex((one) => !unwanted.has(one))
  return first === -1 ? all.length : first
}

/** Not escaped in an address; all else is, but for letters and digits. */
const url = (whole: string): string =>
  encodeURIComponent(wellFormed(whole)).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/** What changes texts, and what is asked about them. */
export const textFunctions = () => ({
  upper: define({
    takes: { text },
    says: 'The text in upper case.',
    examples: { '@(upper("Amina"))': 'AMINA', '@(upper(1 = 1))': 'TRUE', '@(upper("groß"))': 'GROß' },
    run: ({ text: whole }) => upperCased(whole),
  }),
  lower: define({
    takes: { text },
    says: 'The text in lower case.',
    examples: { '@(lower("AMINA"))': 'amina', '@(lower("ÉTÉ"))': 'été', '@(lower(1 / 0))': null },
    run: ({ text: whole }) => lowerCased(whole),
  }),
  title: define({
    takes: { text },
    says: 'The text with each word in lower case, but for its first letter. An apostrophe begins a word.',
    examples: {
      '@(title("AMINA uwase"))': 'Amina Uwase',
      '@(title("don\'t"))': "Don'T",
      '@(title("jean-luc"))': 'Jean-Luc',
    },
    run: ({ text: whole }) => titled(whole),
  }),
  trim: define({
    takes: textAndCharacters,
    says: 'The text without spaces, or certain characters, at its beginning and end.',
    examples: { '@(trim("  hi  "))': 'hi', '@(trim("+250+", "+"))': '250', '@(trim("-=a=-", "=-"))': 'a' },
    run: ({ text: whole, characters }) =>
      characters === '' ? trim(whole) : withoutFirst(withoutLast(charactersOf(whole), characters), characters).join(''),
  }),
  trim_left: define({
    takes: textAndCharacters,
    says: 'The text without spaces, or certain characters, at its beginning.',
    examples: {
      '@("<" & trim_left("  hi ") & ">")': '<hi >',
      '@(trim_left("+250+", "+"))': '250+',
      '@(trim_left("0012", "0"))': '12',
    },
    run: ({ text: whole, characters }) =>
      characters === '' ? trimStart(whole) : withoutFirst(charactersOf(whole), characters).join(''),
  }),
  trim_right: define({
    takes: textAndCharacters,
    says: 'The text without spaces, or certain characters, at its end.',
    examples: {
      '@("<" & trim_right(" hi  ") & ">")': '< hi>',
      '@(trim_right("+250+", "+"))': '+250',
      '@(trim_right("1200", "0"))': '12',
    },
    run: ({ text: whole, characters }) =>
      characters === '' ? trimEnd(whole) : withoutLast(charactersOf(whole), characters).join(''),
  }),
  clean: define({
    takes: { text },
    says: 'The text without characters that cannot be seen, such as breaks of lines.',
    examples: { '@(clean("a\\nb\\tc"))': 'abc', '@(clean("a b"))': 'a b', '@(clean(12))': '12' },
    run: ({ text: whole }) => whole.replace(unseen(), ''),
  }),
  repeat: define({
    takes: { text, count: needs(toInteger) },
    says: 'The text so many times, if that are no more than 10,000 characters.',
    examples: { '@(repeat("ab", 3))': 'ababab', '@(repeat("x", 0))': '', '@(repeat("x", 1000000000))': null },
    run: ({ text: whole, count }, { budget }) => {
      if (count < 0) return new ErrorValue(`must be called with a positive integer, got ${count}`)
      const length = whole === '' ? 0 : charactersOf(whole).length * count
      if (length > LONGEST) return new ErrorValue(`cannot build a string longer than ${LONGEST} characters`)
      budget.spendText(length)
      return whole.repeat(whole === '' ? 0 : count)
    },
  }),
  replace: define({
    takes: { text, needle: text, replacement: text, count: mayHave(toInteger, -1) },
    says: 'The text with something else wherever it has the needle, or so many times.',
    examples: {
      '@(replace("a-b-c", "-", "+"))': 'a+b+c',
      '@(replace("a-b-c", "-", "+", 1))': 'a+b-c',
      '@(replace("ab", "", "."))': '.a.b.',
    },
    run: ({ text: whole, needle, replacement, count }, { budget }) => {
      const parts = needle === '' ? ['', ...charactersOf(whole), ''] : whole.split(needle)
      const times = Math.min(count < 0 ? parts.length : count, parts.length - 1)
      budget.spendText(whole.length + times * replacement.length)
      return [parts.slice(0, times + 1).join(replacement), ...parts.slice(times + 1)].join(needle)
    },
  }),
  text_length: define({
    takes: { text },
    says: 'How many characters the text has.',
    examples: { '@(text_length("Amina"))': '5', '@(text_length("😀"))': '1', '@(text_length(array(2, 3)))': '6' },
    run: ({ text: whole }) => Decimal.of(charactersOf(whole).length),
  }),
  text_slice: define({
    takes: { text, start: needs(toInteger), end: mayHave(toInteger, 0x7fff_ffff) },
    says: 'The characters of the text from one up to another, which is not included. Negative ones are counted from the end.',
    examples: {
      '@(text_slice("hello", 1, 3))': 'el',
      '@(text_slice("hello", -2))': 'lo',
      '@(text_slice("hello", 9))': '',
    },
    run: ({ text: whole, start, end }) => charactersOf(whole).slice(start, end).join(''),
  }),
  text_compare: define({
    takes: { text1: text, text2: text },
    says: '-1 if the first text comes before the second by the numbers of their characters, 1 if it comes after it, 0 if they are equal.',
    examples: { '@(text_compare("a", "b"))': '-1', '@(text_compare("b", "B"))': '1', '@(text_compare("a", "a"))': '0' },
    run: ({ text1, text2 }) => Decimal.of(byCodePoint(text1, text2)),
  }),
  char: define({
    takes: { code: needs(toInteger) },
    says: 'The character of that number.',
    examples: { '@(char(65))': 'A', '@(char(128512))': '😀', '@(char("A"))': null },
    run: ({ code }) => numbered(code),
  }),
  code: define({
    takes: { text },
    says: 'The number of the first character.',
    examples: { '@(code("A"))': '65', '@(code("😀!"))': '128512', '@(code(""))': null },
    run: ({ text: whole }) =>
      whole === '' ? new ErrorValue('requires a string of at least one character') : Decimal.of(whole.codePointAt(0)!),
  }),
  percent: define({
    takes: { number: needs(toNumber) },
    says: 'The number in whole hundredths.',
    examples: { '@(percent(0.54))': '54%', '@(percent(1.246))': '125%', '@(percent("half"))': null },
    run: ({ number }) => {
      const hundredths = checked(number.times(Decimal.of(100)).rounded(0))
      if (hundredths instanceof ErrorValue) return hundredths
      const { whole } = hundredths
      return BigInt.asIntN(64, whole) === whole ? `${whole}%` : new ErrorValue('percentage value is out of range')
    },
  }),
  url_encode: define({
    takes: { text },
    says: 'The text as it is written in an address.',
    examples: {
      '@(url_encode("a & b"))': 'a%20%26%20b',
      '@(url_encode("(50%)"))': '%2850%25%29',
      '@(url_encode("é"))': '%C3%A9',
    },
    run: ({ text: whole }) => url(whole),
  }),
  html_decode: define({
    takes: { text },
    says: 'The text with the characters that HTML has names and numbers for.',
    examples: {
      '@(html_decode("a &amp; b"))': 'a & b',
      '@(html_decode("caf&eacute;&nbsp;&#33;"))': 'café !',
      '@(html_decode("a & b"))': 'a & b',
    },
    run: ({ text: whole }) => htmlDecoded(whole),
  }),
  regex_match: define({
    takes: { text, pattern: text, group: mayHave(toInteger, 0) },
    says: 'What the pattern finds first in the text, or one group of it. Case does not count; patterns are those of RE2.',
    examples: {
      '@(regex_match("Age: 34!", "\\d+"))': '34',
      '@(regex_match("Ann Lee", "(\\w+) (\\w+)", 2))': 'Lee',
      '@(regex_match("abc", "\\d"))': null,
    },
    run: ({ text: whole, pattern, group }, { budget }) => matchOf(whole, pattern, group, budget),
  }),
})
