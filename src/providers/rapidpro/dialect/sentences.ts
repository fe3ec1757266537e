import { textOf, typeOf } from './python.ts'

/** What the platform says of a wrong value: Django REST framework's sentences, and its own. */
export const SENTENCES = {
  required: 'This field is required.',
  null: 'This field may not be null.',
  blank: 'This field may not be blank.',
  notString: 'Not a valid string.',
  notInteger: 'A valid integer is required.',
  notBoolean: 'Must be a valid boolean.',
  nulCharacter: 'Null characters are not allowed.',
  surrogate: (half: string) =>
    `Surrogate characters are not allowed: U+${half.charCodeAt(0).toString(16).toUpperCase()}.`,
  noFile: 'No file was submitted.',
  notFile: 'The submitted data was not a file. Check the encoding type on the form.',
  emptyFile: 'The submitted file is empty.',
  fileTooLarge: 'Limit for file uploads is 25.0 MB.',
  emptyObject: 'This dictionary may not be empty.',
  referenceType: 'Must be a string or integer',
  language: 'Not an allowed ISO 639-3 language code.',
  contactLanguage: 'Not a valid ISO639-3 language code.',
  bodyNotObject: 'Request body should be a single JSON object',
  tooLong: (most: number) => `Ensure this field has no more than ${most} characters.`,
  tooShort: (least: number) => `Ensure this field has at least ${least} characters.`,
  tooMany: (most: number) => `Ensure this field has no more than ${most} elements.`,
  tooGreat: (most: number) => `Ensure this value is less than or equal to ${most}.`,
  tooSmall: (least: number) => `Ensure this value is greater than or equal to ${least}.`,
  choice: (given: unknown) => `"${textOf(given)}" is not a valid choice.`,
  notList: (given: unknown) => `Expected a list of items but got type "${typeOf(given)}".`,
  notObject: (given: unknown) => `Expected a dictionary of items but got type "${typeOf(given)}".`,
  noSuchObject: (given: unknown) => `No such object: ${textOf(given)}`,
  badUrn: (given: unknown) => `Invalid URN: ${textOf(given)}. Ensure phone numbers contain country codes.`,
} as const
