import { type ValuesOf, choice, text } from './option.ts'

const PLATFORMS = ['telerivet', 'rapidpro', 'plivo'] as const
const STATES = [
  'queued',
  'accepted',
  'sent',
  'delivered',
  'read',
  'undelivered',
  'retrying',
  'failed',
  'cancelled',
] as const

/** By what texts are found, as the admin API has it. */
export const criteriaOptions = {
  phone: text("The person's number, in any spelling", { example: '+16505550123' }),
  to: text('Who it goes to', { example: '+16505550123' }),
  from: text('Who it comes from', { example: '+14155550100' }),
  provider: choice(`The platform: ${PLATFORMS.join(', ')}`, PLATFORMS),
  direction: choice('outbound, to the person, or inbound, from them', ['outbound', 'inbound']),
  state: choice(`What became of it: ${STATES.join(', ')}`, STATES),
}

type Given = ValuesOf<typeof criteriaOptions>
type Criteria = { [N in keyof Given]?: NonNullable<Given[N]> }

/** Those that were given. */
export const criteriaOf = ({ phone, to, from, provider, direction, state }: Given): Criteria =>
  given({ phone, to, from, provider, direction, state }) as Criteria

/** Without what is undefined. */
export const given = <T extends object>(all: T): { [N in keyof T]?: NonNullable<T[N]> } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [N in keyof T]?: NonNullable<T[N]>
  }
