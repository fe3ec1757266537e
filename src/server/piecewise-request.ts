import { IncomingMessage } from 'node:http'

/** Told of each piece of a body, and with null of its end. */
export type Taker = (piece: Buffer | null) => void

/**
 * A request whose body can be handed to its reader as Node's parser gives it. The way through the stream, with its
 * listeners and turns of its own, costs a tenth of a whole send.
 */
export class PiecewiseRequest extends IncomingMessage {
  #take: Taker | undefined

  /** From now on the body goes to `take`; of one that breaks off nothing more is said. To be called before any of it is there. */
  handTo(take: Taker): void {
    this.#take = take
  }

  /** What is left goes into the stream again. */
  handBack(): void {
    this.#take = undefined
  }

  override push(piece: Buffer | null, encoding?: BufferEncoding): boolean {
    const take = this.#take
    if (take === undefined) return super.push(piece, encoding)
    if (piece !== null) take(piece)
    else {
      // The stream has to know that it has ended, so that Node lets the connection go on.
      super.push(null)
      take(null)
    }
    return true
  }
}
