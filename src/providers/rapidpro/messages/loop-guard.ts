import type { Tally, World } from '../../../core/world.ts'
import { messageRows } from './message.ts'

/** The twentieth copy of a text to one contact is taken for two machines that talk to each other. */
const COPIES = 20
/** Microseconds. A window goes from half of this before to half of it after each multiple. */
const WINDOW = 5 * 60 * 1_000_000
/** How far a text is looked at: bytes of UTF-8. */
const COMPARED = 128
/** So many of the contact's messages are gone through at most. */
const LOOK_BACK = 1000

/**
 * How often texts went to contacts within one window of five minutes, as mailroom's `GetMsgRepetitions` counts them: by
 * their first 128 bytes, whatever the case of ASCII letters. What is counted here is at least that often: texts share
 * counters, and only where one is high are the rows themselves gone through. To do so for every send would cost it a third.
 */
export class LoopGuard implements Tally {
  #window = -Infinity
  #counts = new Uint8Array(1024)
  /** Texts of this window: there are more counters once they are many. */
  #counted = 0

  constructor(readonly world: World) {}

  /** Counts a text that is on its way to a contact, and answers whether it is a copy too many. */
  isLoop(contact: string, text: string): boolean {
    const window = Math.floor((this.world.now * 1000) / WINDOW + 0.5)
    if (window !== this.#window) this.#begin(window)
    return this.#count(contact, text) >= COPIES && this.#isCopied(contact, text)
  }

  copy(fork: World): LoopGuard {
    const other = new LoopGuard(fork)
    other.#window = this.#window
    other.#counts = this.#counts.slice()
    other.#counted = this.#counted
    return other
  }

  /** Takes the rows in that are of the window already: a state that was put back begins with some. */
  #begin(window: number): void {
    this.#window = window
    this.#counts.fill(0)
    this.#counted = 0
    const rows = messageRows(this.world).all()
    for (let place = rows.length - 1; place >= 0; place--) {
      const { created_on, direction, contact, text } = rows.at(place)!
      if (created_on < this.#since) break
      if (direction === 'out') this.#count(contact, text)
    }
  }

  get #since(): number {
    return (this.#window - 0.5) * WINDOW
  }

  #count(contact: string, text: string): number {
    if (this.#counted++ > 2 * this.#counts.length) this.#grow()
    const place = hashOf(contact, text) & (this.#counts.length - 1)
    // At its highest it stays there.
    return (this.#counts[place] = Math.min(this.#counts[place]! + 1, 255))
  }

  /** Texts that shared a counter have two from now on, which both begin where it stood. */
  #grow(): void {
    const counts = new Uint8Array(2 * this.#counts.length)
    counts.set(this.#counts)
    counts.set(this.#counts, this.#counts.length)
    this.#counts = counts
  }

  #isCopied(contact: string, text: string): boolean {
    const rows = messageRows(this.world).by('contact', contact)
    const said = saidIn(text)
    let copies = 1
    for (let place = rows.length - 1; place >= Math.max(0, rows.length - LOOK_BACK); place--) {
      const message = rows.at(place)!
      if (message.created_on < this.#since) return false
      if (message.direction === 'out' && saidIn(message.text) === said && ++copies === COPIES) return true
    }
    return false
  }
}

/** What of a text is compared. */
const saidIn = (text: string): string =>
  Buffer.from(text.slice(0, COMPARED))
    .toString('latin1', 0, COMPARED)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** FNV-1a over no more than what is compared: the same where that is the same. */
function hashOf(contact: string, text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < contact.length; at++) hash = Math.imul(hash ^ contact.charCodeAt(at), 0x01000193)
  for (let at = 0, bytes = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
    if (bytes > COMPARED) break
    hash = Math.imul(hash ^ (unit | 0x20), 0x01000193)
  }
  return hash ^ (hash >>> 15)
}
