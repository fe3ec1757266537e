import { halves, space } from './classes.ts'

/** The characters of a text; one beyond UTF-16’s first plane is one, too. */
export const charactersOf = (text: string): string[] => Array.from(text)

/** Each character in upper case by itself: one that would be several, as ß, stays as it is. */
export const upperCased = (text: string): string => eachCharacter(text, (one) => single(one.toUpperCase()) ?? one)

/** Each character in lower case by itself, wherever in a word it stands. */
export const lowerCased = (text: string): string =>
  eachCharacter(text, (one) => single(one.toLowerCase()) ?? charactersOf(one.toLowerCase())[0]!)

/** The first letter of each word in upper case. Words end at spaces and at signs of ASCII, such as an apostrophe. */
export function titled(text: string): string {
  let isInside = false
  return eachCharacter(lowerCased(text), (one) => {
    const shown = isInside ? one : upperCased(one)
    isInside = !isBetween(one)
    return shown
  })
}

const isBetween = (character: string): boolean =>
  character <= '\u007F' ? !/\w/.test(character) : space().test(character)

const eachCharacter = (text: string, change: (character: string) => string): string => Array.from(text, change).join('')

const single = (text: string): string | undefined =>
  text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff) ? text : undefined

/** A text in which halves of pairs that are alone are shown as what is not known. */
export const wellFormed = (text: string): string => text.replace(halves(), '\uFFFD')
