export type RefusalReason = 'unknown' | 'exists' | 'busy' | 'illegal' | 'gone'

/** Something the world will not do, said so that a person can act on it: what was asked, what is there, what to do. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}
