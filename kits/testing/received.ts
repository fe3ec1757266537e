import type { Met, Text } from '../../src/client/answers.ts'

/** A text that a phone received. */
export class Received {
  /** What it says. */
  readonly text: string
  /** What the groups of the pattern found, without the whole match; empty where a group took no part. */
  readonly groups: readonly string[]
  /** All that textbed knows of it: the platform's id, its state, the call that made it, its webhooks. */
  readonly about: Text

  constructor({ messages: [text], groups: [groups = []] }: Met) {
    this.about = text!
    this.text = text!.text
    this.groups = groups.map((one) => one ?? '')
  }

  /**
   * The code in it, such as a one-time password: four to eight digits that stand alone.
   * @throws where there is none
   */
  get otp(): string {
    const [code] = this.about.codes
    if (code !== undefined) return code
    throw new Error(`There is no code in ${JSON.stringify(this.text)}: four to eight digits that stand alone.`)
  }
}
