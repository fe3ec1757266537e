import { text } from '../../../http/strict-fields.ts'

/** An address that somebody logs in with. */
export const emailField = (description: string) => text(description, { max: 254, pattern: /^[^\s@:]+@[^\s@:]+$/ })
