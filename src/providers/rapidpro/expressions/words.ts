const WORDS = /[\p{M}\p{L}\p{N}_']+|\p{S}/gu

/**
 * The words of a text: runs of letters, marks, digits, `_` and `'`, and every symbol by itself.
 * @param delimiters if there are any, what stands between these instead
 */
export function wordsOf(text: string, delimiters = ''): string[] {
  if (delimiters === '') return text.match(WORDS) ?? []
  const between = new Set(delimiters)
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (!between.has(character)) word += character
    else if (word !== '') {
      words.push(word)
      word = ''
    }
  }
  return word === '' ? words : [...words, word]
}
