import type { Advance } from '../core/clock/advance.ts'

/** What a receiver that hangs is given for its next answer, and the least that it is ever given, real milliseconds. */
const FIRST = 1000
const LEAST = 100

/**
 * How long receivers may take within one advance. One that let its whole time pass would let it pass for each message:
 * it is given a second for the next, and half of that each time, until it answers.
 */
export class Patience {
  #hanging: WeakMap<Advance, Map<string, number>> | undefined

  /** Real milliseconds that are left to a receiver which hangs; undefined where it may take its whole time. */
  with(receiver: string, advance: Advance | undefined): number | undefined {
    return advance && this.#hanging?.get(advance)?.get(receiver)
  }

  /** Learns from an attempt: whether it took all the time that it had, real milliseconds, or had some answer. */
  learn(receiver: string, advance: Advance | undefined, late: boolean, given: number): void {
    if (!advance) return
    const all = (this.#hanging ??= new WeakMap())
    let hanging = all.get(advance)
    if (!hanging) all.set(advance, (hanging = new Map()))
    if (late) hanging.set(receiver, Math.max(LEAST, Math.min(FIRST, given / 2)))
    else hanging.delete(receiver)
  }
}

/** Who receives at an address: its scheme, host and port. */
export const receiverOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)
