import { chai, expect } from 'vitest'
import { Phone, type Waiting } from '../testing/phone.ts'
import type { Wording } from '../testing/wording.ts'

/** What can be expected of a phone. All look at every text, whichever were received before, and all are awaited. */
export interface PhoneMatchers<T> {
  /** A text that says this has come or comes. With `.not`, none has once all of `within` has passed. */
  toHaveReceived: T extends Phone ? (wording?: Wording, waiting?: Waiting & { times?: number }) => Promise<void> : never
  /** Exactly one text that says this has come once all of `within` has passed. */
  toHaveReceivedOnce: T extends Phone ? (wording?: Wording, waiting?: Waiting) => Promise<void> : never
  /** No text has come once all of `within` has passed; only those that say `text`, where it is given. */
  toReceiveNothing: T extends Phone ? (waiting?: Waiting & { text?: Wording }) => Promise<void> : never
}

declare module 'vitest' {
  interface Matchers<T> extends PhoneMatchers<T> {}
}

const MATCHERS = {
  toHaveReceived: (phone: Phone, not: boolean, wording?: Wording, waiting?: Waiting) =>
    not
      ? phone.receivesNothing({ ...waiting, ...(wording !== undefined && { text: wording }) })
      : phone.hasReceived(wording, waiting),
  toHaveReceivedOnce: (phone: Phone, not: boolean, wording?: Wording, waiting?: Waiting) => {
    refuseNot(not, 'toHaveReceivedOnce', 'toHaveReceived(…, { times: 2 }), or not.toHaveReceived(…)')
    return phone.hasReceivedOnce(wording, waiting)
  },
  toReceiveNothing: (phone: Phone, not: boolean, waiting?: Waiting & { text?: Wording }) => {
    refuseNot(not, 'toReceiveNothing', 'toHaveReceived(…)')
    return phone.receivesNothing(waiting)
  },
} as const satisfies Record<string, (phone: Phone, not: boolean, ...given: never[]) => Promise<unknown>>

function refuseNot(not: boolean, name: string, instead: string): void {
  if (not) throw new TypeError(`expect(phone).not.${name}(…) says little: write ${instead}.`)
}

// They are methods of Chai, because what expect.extend is given hides from it who awaits.
chai.use(({ Assertion }, utils) => {
  for (const [name, matcher] of Object.entries(MATCHERS))
    utils.addMethod(Assertion.prototype, name, function (this: object, ...given: never[]) {
      const phone: unknown = utils.flag(this, 'object')
      if (!(phone instanceof Phone))
        throw new TypeError(`expect(…).${name}() is for a phone: write expect(phone('+14155550123')).${name}(…).`)
      return matcher(phone, utils.flag(this, 'negate') === true, ...(given as []))
    })
})

/** Vitest's own, which has these matchers. */
export { expect }
