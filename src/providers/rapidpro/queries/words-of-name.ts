import { once } from '../../../standards/once.ts'

const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'word' }))

/** The words of a text as Unicode cuts them, one by one, but for those of a single byte in UTF-8. */
function* wordsIn(text: string): Generator<string> {
  for (const { segment, isWordLike } of segmenter().segment(text))
    if (isWordLike && Buffer.byteLength(segment) >= 2) yield segment
}

export const wordsOfName = (text: string): string[] => [...wordsIn(text)]

export const hasWords = (text: string): boolean => wordsIn(text).next().done === false
