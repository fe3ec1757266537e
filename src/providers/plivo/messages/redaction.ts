import type { LogWord } from './message.ts'

/** Which words of `log` keep the person's number out of records and callbacks. */
const HIDES_NUMBER: Record<LogWord, boolean> = { true: false, false: true, content_only: true, number_only: false }

/** The number, or all but its last three digits. */
export const redactNumber = (number: string, log: LogWord): string =>
  HIDES_NUMBER[log] ? `${number.slice(0, -3)}***` : number
