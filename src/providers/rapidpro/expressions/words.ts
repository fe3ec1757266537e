import { words } from './classes.ts'

/**
 * The words of a text: runs of letters, marks, digits, `_` and `'`, and every symbol by itself.
 * @param delimiters if there are any, what stands between these instead
 */
export function wordsOf(text: string, delimiters = ''): string[] {
  if (delimiters === '') return text.match(words()) ?? []
  const between = new Set(delimiters)
  const found: string[] = []
  let word = ''
  for (const character of text) {
    if (!between.has(character)) word += character
    else if (word !== '') {
      found.push(word)
      word = ''
    }
  }
  return word === '' ? found : [...found, word]
}
