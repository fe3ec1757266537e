import { once } from '../../../standards/once.ts'

const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'word' }))

/** The words of a name as Unicode cuts them, but for those of a single byte in UTF-8. */
export const wordsOfName = (text: string): string[] =>
  Array.from(segmenter().segment(text), ({ segment, isWordLike }) => (isWordLike ? segment : '')).filter(
    (word) => Buffer.byteLength(word) >= 2,
  )
