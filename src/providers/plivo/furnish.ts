import type { World } from '../../core/world.ts'
import { applications, blankApplication } from './applications/application.ts'
import { rentNumber } from './numbers/rent-number.ts'
import { accounts } from './account/account.ts'

/** The same in every world, so that it can stand in examples: the number to send from, and the application it reports to. */
export const NUMBER = '14155550100'
export const APP_ID = '14155550100000001'
/** A second number, which reports to nobody. */
export const SPARE_NUMBER = '13125550177'
/** What they are, said here so that a world can be furnished before numbering plans are loaded. */
const AMERICAN = { type: 'local', country: 'US' } as const

/** What an account holds on its first day. */
export function furnish(world: World): void {
  world.collection(accounts).insert({ id: 'account', name: 'textbed', address: '', city: '', state: '' })
  world.collection(applications).insert({ id: APP_ID, owner: null, ...blankApplication('textbed') })
  rentNumber(world, NUMBER, { owner: null, application: APP_ID, ...AMERICAN })
  rentNumber(world, SPARE_NUMBER, { owner: null, application: null, ...AMERICAN })
}
