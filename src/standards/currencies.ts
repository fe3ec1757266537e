import { once } from './once.ts'

/** Whether a text is a currency's code of ISO 4217, three capitals. Those that are no longer paid with count, too. */
export const isCurrency = (code: string): boolean => codes().has(code)

const codes = once(() => new Set(Intl.supportedValuesOf('currency')))
