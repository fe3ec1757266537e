/** Loaded into a server ahead of its own code: answers the bench what only the process itself knows. */
import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'

const delay = monitorEventLoopDelay({ resolution: 1 })

/** User and system time of this process so far, milliseconds. */
const processorTime = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

let turns = []
let pauses = []
let watching = false
const collector = new PerformanceObserver((list) => pauses.push(...list.getEntries()))

/** Notes each turn of the event loop that takes longer than a moment. */
function watchTurn(start, processor) {
  if (!watching) return
  setImmediate(() => {
    const now = performance.now()
    const spent = processorTime()
    if (now - start > 1) turns.push({ start, end: now, processor: spent - processor })
    watchTurn(now, spent)
  })
}

/** How long the collector stopped everything between two moments. */
const pausedWithin = ({ start, end }) =>
  pauses.reduce((sum, one) => {
    const within = Math.min(end, one.startTime + one.duration) - Math.max(start, one.startTime)
    return sum + Math.max(0, within)
  }, 0)

const ANSWERS = {
  /** Bytes of heap that are still in use after a full collection. */
  heap() {
    globalThis.gc()
    return process.memoryUsage().heapUsed
  },
  processorTime,
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
  /** Begins to watch how long own work keeps the event loop, apart from the collector's pauses. */
  watchTurns() {
    turns = []
    pauses = []
    watching = true
    collector.observe({ entryTypes: ['gc'] })
    watchTurn(performance.now(), processorTime())
    return null
  },
  /**
   * The longest turn since, and the collector's longest pause, milliseconds. Whatever else the machine did meanwhile is
   * in the time that passed and not in the processor's, so that own work is not more than either.
   */
  async longestTurn() {
    watching = false
    // Pauses are told of a turn later.
    await turn()
    await turn()
    collector.disconnect()
    return {
      own: Math.max(0, ...turns.map((one) => Math.min(one.end - one.start - pausedWithin(one), one.processor))),
      pause: Math.max(0, ...pauses.map(({ duration }) => duration)),
    }
  },
}

process.on('message', async (question) => process.send(await ANSWERS[question]()))
process.channel.unref()
