import { IncomingMessage } from 'node:http'

/** Told of each piece of a body, and with null of its end. */
type OnPiece = (piece: Buffer | null) => void

/**
 * A request whose body can be handed to its reader as Node's parser gives it. The way through the stream, with its
 * listeners and turns of its own, costs a tenth of a whole send.
 */
export class PiecewiseRequest extends IncomingMessage {
  #onPiece: OnPiece | undefined

  /** From now on the body goes there; of one that breaks off nothing more is said. To be called before any of it is there. */
  handTo(onPiece: OnPiece): void {
    this.#onPiece = onPiece
  }

  /** What is left goes into the stream again. */
  handBack(): void {
    this.#onPiece = undefined
  }

  override push(piece: Buffer | null, encoding?: BufferEncoding): boolean {
    const onPiece = this.#onPiece
    if (onPiece === undefined) return super.push(piece, encoding)
    if (piece !== null) onPiece(piece)
    else {
      // The stream has to know that it has ended, so that Node lets the connection go on.
      super.push(null)
      onPiece(null)
    }
    return true
  }
}
