import { DELIVERY_STATES, type EntryCriteria, PLATFORMS } from '../client/requests.ts'
import { type ValuesOf, choice, text } from './option.ts'

/** By what texts are found, as the admin API has it. */
export const criteriaOptions = {
  phone: text("The person's number, in any spelling", { example: '+16505550123' }),
  to: text('Who it goes to', { example: '+16505550123' }),
  from: text('Who it comes from', { example: '+14155550100' }),
  provider: choice(`The platform: ${PLATFORMS.join(', ')}`, PLATFORMS),
  direction: choice('outbound, to the person, or inbound, from them', ['outbound', 'inbound']),
  state: choice(`What became of it: ${DELIVERY_STATES.join(', ')}`, DELIVERY_STATES),
}

/** By what entries of the journal are found besides their type. */
export const entryOptions = {
  ...criteriaOptions,
  text: text('A part of the text, or a pattern between slashes', { example: 'stop' }),
  event: text("A webhook's occasion, in the platform's word", { example: 'send_status' }),
  url: text("Part of a webhook's address", { example: '/hook' }),
  body: text('Part of what a webhook sent, or a call asked', { example: 'delivered' }),
  ok: choice('Whether a webhook was received well: true or false', ['true', 'false']),
}

type Given = ValuesOf<typeof criteriaOptions>
type Criteria = { [N in keyof Given]?: NonNullable<Given[N]> }

/** Those that were given. */
export const criteriaOf = ({ phone, to, from, provider, direction, state }: Given): Criteria =>
  given({ phone, to, from, provider, direction, state }) as Criteria

/** @param type the kind of entry, where one is asked for */
export function entryCriteriaOf(all: ValuesOf<typeof entryOptions>, type: string | undefined): EntryCriteria {
  const { text: part, event, url, body, ok } = all
  const yes = ok === undefined ? undefined : ok === 'true'
  return { ...criteriaOf(all), ...given({ type, text: part, event, url, body, ok: yes }) }
}

/** Without what is undefined. */
export const given = <T extends object>(all: T): { [N in keyof T]?: NonNullable<T[N]> } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [N in keyof T]?: NonNullable<T[N]>
  }
