import type { Message } from './message.ts'

/** Prices in hundred-thousandths of a dollar. They are made up, and always the same. */
const SMS: Readonly<Record<string, number>> = { US: 350, CA: 350, GB: 4000, IN: 400 }
const ELSEWHERE = 5000
const MMS = 1600
const WHATSAPP = 500

/** The price of one unit; what comes in costs nothing. */
export function rateOf({ direction, type, country }: Pick<Message, 'direction' | 'type' | 'country'>): number {
  if (direction === 'inbound') return 0
  if (type === 'sms') return SMS[country] ?? ELSEWHERE
  return type === 'mms' ? MMS : WHATSAPP
}

/** Money as Plivo writes it: text with five decimals. */
export const money = (hundredThousandths: number): string =>
  `${Math.floor(hundredThousandths / 100_000)}.${String(hundredThousandths % 100_000).padStart(5, '0')}`
