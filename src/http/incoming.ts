import type { World } from '../core/world.ts'

/** Who is to get what people write, and by what it knows who calls. */
export interface IncomingReceiver {
  readonly url: string
  readonly secret?: string | undefined
}

/** Where a platform sends on what people write, as one address: tests of all platforms say it in one way. */
export interface Incoming {
  /** What is set at this platform, for the document. */
  readonly description: string
  /** Where it goes now; null where it goes nowhere. */
  now(world: World): IncomingReceiver | null
  /**
   * Makes ready to send it elsewhere, or nowhere; nothing is changed before what this answers is called.
   * @throws Problem `invalid` where the platform cannot have it so, with the path below the platform's name; Refusal
   */
  change(world: World, receiver: IncomingReceiver | null): () => void
}
