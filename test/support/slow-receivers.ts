import type { OutboundRequest } from '../../src/http/outbound-request.ts'
import type { Outcome } from '../../src/http/outcome.ts'

const OK: Outcome = { kind: 'answered', status: 200, headers: {}, body: '' }

/**
 * Receivers on a wall clock of their own, which jumps as soon as nobody has anything left to do: how long things would
 * take is counted without anybody waiting. `took` says how many milliseconds a receiver takes; Infinity hangs.
 */
export function slowReceivers(took: (request: OutboundRequest) => number) {
  let now = 0
  let asked = 0
  let waiting: { at: number; answer: () => void }[] = []
  let going = false

  /** A few turns of the event loop in which nobody is asked anything: then all that is left to do is to wait. */
  async function untilQuiet(): Promise<void> {
    for (let turns = 0, before = asked; turns < 5; turns = asked === before ? turns + 1 : 0) {
      before = asked
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async function go(): Promise<void> {
    going = true
    for (;;) {
      await untilQuiet()
      if (waiting.length === 0) break
      now = Math.min(...waiting.map(({ at }) => at))
      const due = waiting.filter(({ at }) => at === now)
      waiting = waiting.filter(({ at }) => at !== now)
      for (const { answer } of due) answer()
    }
    going = false
  }

  function send(request: OutboundRequest): Promise<Outcome> {
    const { timeout } = request
    const time = took(request)
    const answer: Outcome = time <= timeout ? OK : { kind: 'too_slow', why: `no answer within ${timeout / 1000} s` }
    asked++
    return new Promise((resolve) => {
      waiting.push({ at: now + Math.min(time, timeout), answer: () => resolve(answer) })
      if (!going) void go()
    })
  }

  return { send, spent: () => now }
}
