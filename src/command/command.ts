import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import { ConfigError } from '../config.ts'
import type { Shell } from './verb.ts'

/** What a terminal sends to all that run in it. */
const BY_KEYBOARD: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']

/**
 * Somebody's command, with what it starts. Where there is no terminal it is a process group of its own, so that all of
 * it hears a signal: npm hands none on to what it runs. In a terminal it stays where it is, and reads its keyboard.
 */
export class Command {
  readonly #child: ChildProcess
  readonly #hasTerminal = [0, 1, 2].some((stream) => isatty(stream))
  /** Its exit status, or 128 and the number of the signal that ended it. @throws ConfigError where it cannot be run */
  readonly status: Promise<number>

  constructor([name = '', ...args]: readonly string[], environment: Shell['environment']) {
    this.#child = spawn(name, args, { env: environment, stdio: 'inherit', detached: !this.#hasTerminal })
    this.status = new Promise((resolve, reject) => {
      this.#child.on('error', (error) => reject(notRun(name, error)))
      this.#child.on('exit', (code, signal) => resolve(signal ? statusOf(signal) : code!))
    })
  }

  handOn(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return
    if (!this.#hasTerminal) process.kill(-pid, signal)
    else if (!BY_KEYBOARD.includes(signal)) process.kill(pid, signal)
  }
}

/** The exit status of whoever was ended by a signal, as shells have it. */
export const statusOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal]

/** There is no such command, or it cannot be run; the exit status is what shells answer then. */
const notRun = (name: string, { code, message }: NodeJS.ErrnoException): ConfigError =>
  code === 'ENOENT'
    ? new ConfigError(`There is no command "${name}". Is it installed, and is it in the PATH?`, 127)
    : new ConfigError(`The command "${name}" cannot be run (${message}).`, 126)
