import type { WebPages } from '../../http/web-app.ts'

/** What the operations upon an object are called, made of the words for it: an API key is at `api-keys/{api_key_id}`. */
export const wordsFor = ({ noun, nouns }: Pick<WebPages, 'noun' | 'nouns'>) => ({
  path: joined(nouns, '-'),
  parameter: `${joined(noun, '_')}_id`,
  /** The name under which they stand in a list. */
  list: joined(nouns, '_'),
  /** One of them, in a sentence. */
  one: `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`,
  operation: (verb: string, provider: string, things: string) =>
    `admin.${verb}${capital(provider)}${things.split(' ').map(capital).join('')}`,
})

const joined = (words: string, by: string): string => words.toLowerCase().replaceAll(' ', by)

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1).toLowerCase()
