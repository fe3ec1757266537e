/** JSON as the platform writes it: whatever is not printable ASCII is escaped. */
export const asciiJson = (text: string): string => (OTHER.test(text) ? text.replace(OTHERS, escaped) : text)

const OTHER = /[\x7f-\uffff]/
const OTHERS = /[\x7f-\uffff]/g

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
