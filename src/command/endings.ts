import type { Shell } from './verb.ts'

/** What asks a program to end. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Over once the process is asked to end, by a signal, or because the npm that started it is gone. Asked again, nothing changes. */
export const askedToEnd = ({ environment }: Shell): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve())
    watchNpm(environment, resolve)
  })

/** What is handed on to a command, which may do with it what it likes. */
const HANDED_ON = [...SIGNALS, 'SIGQUIT', 'SIGUSR2'] as const

/** Tells of every signal; that npm is gone is told as one, too. */
export function onSignal({ environment }: Shell, tell: (signal: NodeJS.Signals) => void): void {
  for (const signal of HANDED_ON) process.on(signal, tell)
  watchNpm(environment, () => tell('SIGTERM'))
}

function watchNpm(environment: Shell['environment'], tell: () => void): void {
  if (environment['npm_execpath'] === undefined) return
  void import('./npm-above.ts').then(({ onceNpmIsGone }) => onceNpmIsGone(environment, tell))
}
