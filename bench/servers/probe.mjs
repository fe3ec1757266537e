/** Loaded into a server ahead of its own code: answers the bench what only the process itself knows. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delay = monitorEventLoopDelay({ resolution: 1 })

const ANSWERS = {
  /** Bytes of heap that are still in use after a full collection. */
  heap() {
    globalThis.gc()
    return process.memoryUsage().heapUsed
  },
  /** Begins to watch how long the event loop is kept from its turn. */
  watch() {
    delay.reset()
    delay.enable()
    return null
  },
  /** The longest such wait since, milliseconds. */
  stall() {
    delay.disable()
    return delay.max / 1e6
  },
}

process.on('message', (question) => process.send(ANSWERS[question]()))
process.channel.unref()
