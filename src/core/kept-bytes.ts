import { JOURNAL_KEEPS } from './journal.ts'

/** Of so many bytes is the first page; each that follows is twice as large as the one before, up to the larger. */
const SMALLEST_PAGE = 4096
const LARGEST_PAGE = 256 * 1024

/** All pages of one world together hold so many bytes, or a little more; the oldest make room for newer ones. */
export const MOST_BYTES = 8 * 1024 * 1024

/** Says that a record has no bytes at all, which is not the same as none. */
const NONE = 0xffffffff

/** Of a record: its entry's id, where its head stands in the page, how many bytes there were, how many are kept. */
const RECORD = 16

/** Up to the limit of what one page can hold, and far beyond what servers take in. */
const LONGEST_HEAD = 1024 * 1024

interface Page {
  /** Where it begins, in bytes since the first page. */
  readonly start: number
  readonly bytes: Buffer
}

/** What was kept with an entry: a list of words, and the first of so many bytes; null where there were none. */
export interface Kept {
  head: string[]
  bytes: Uint8Array | null
  size: number
}

/**
 * Words and bytes kept beside entries of the journal, outside of the heap: as objects that live as long as the journal they
 * would cost a tenth of the speed of what makes the entries. Words that are those of the record before are not written again.
 */
export class KeptBytes {
  #pages: Page[] = []
  /** The page that is written in; undefined where the last belongs to a fork, too. */
  #page: Page | undefined
  #end = 0
  /** The words that were written last in this page, and where. */
  #head: readonly string[] = []
  #headAt = 0
  /** Where the records are, by the places of their entries in the journal's ring. */
  #places: number[] = []
  #total = 0

  /**
   * @param size how many bytes there were, where those given are but the first
   * @param isSame whether other words may stand for these
   */
  keep(
    id: number,
    head: readonly string[],
    bytes: Uint8Array | null,
    size: number,
    isSame: (head: readonly string[], before: readonly string[]) => boolean,
  ): void {
    const length = bytes === null ? 0 : bytes.length
    let page = this.#page
    if (page === undefined || this.#end + RECORD + length > page.bytes.length || !isSame(head, this.#head))
      page = this.#write(head, length)
    const at = this.#end
    const into = page.bytes
    into.writeUInt32LE(id >>> 0, at)
    into.writeUInt32LE(this.#headAt, at + 4)
    into.writeUInt32LE(bytes === null ? NONE : size, at + 8)
    into.writeUInt32LE(length, at + 12)
    if (bytes !== null) into.set(bytes, at + RECORD)
    this.#end = at + RECORD + length
    this.#places[id % JOURNAL_KEEPS] = page.start + at
  }

  /** What is kept with an entry; undefined where nothing was, or it has made room for newer. */
  of(id: number): Kept | undefined {
    const place = this.#places[id % JOURNAL_KEEPS]
    const page = place === undefined ? undefined : this.#pages.findLast(({ start }) => start <= place)
    if (!page) return undefined
    const { bytes } = page
    const at = place! - page.start
    if (bytes.readUInt32LE(at) !== id >>> 0) return undefined
    const headAt = bytes.readUInt32LE(at + 4)
    const head = bytes.toString('utf8', headAt + 4, headAt + 4 + bytes.readUInt32LE(headAt))
    const size = bytes.readUInt32LE(at + 8)
    const from = at + RECORD
    const kept = size === NONE ? null : bytes.subarray(from, from + bytes.readUInt32LE(at + 12))
    return { head: head === '' ? [] : head.split('\n'), bytes: kept, size: size === NONE ? 0 : size }
  }

  /** Begins with all that another has; from now on what one of the two keeps the other does not. */
  takeOver(other: KeptBytes): void {
    other.#page = undefined
    this.#pages = [...other.#pages]
    this.#places = [...other.#places]
    this.#total = other.#total
  }

  /** Writes words, where so many bytes are to follow in the same page. */
  #write(head: readonly string[], length: number): Page {
    const text = head.join('\n').slice(0, LONGEST_HEAD)
    const room = 4 + Buffer.byteLength(text) + RECORD + length
    let page = this.#page
    if (page === undefined || this.#end + room > page.bytes.length) page = this.#turn(room)
    const written = page.bytes.write(text, this.#end + 4)
    page.bytes.writeUInt32LE(written, this.#end)
    this.#head = head
    this.#headAt = this.#end
    this.#end += 4 + written
    return page
  }

  /** Begins another page, of so many bytes at least. */
  #turn(room: number): Page {
    const last = this.#pages.at(-1)
    const size = Math.max(room, last ? Math.min(last.bytes.length * 2, LARGEST_PAGE) : SMALLEST_PAGE)
    const page = { start: last ? last.start + last.bytes.length : 0, bytes: Buffer.allocUnsafeSlow(size) }
    this.#pages.push(page)
    this.#total += size
    while (this.#total > MOST_BYTES && this.#pages.length > 1) this.#total -= this.#pages.shift()!.bytes.length
    this.#page = page
    this.#end = 0
    return page
  }
}
