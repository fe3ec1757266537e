import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { bundled } from './command.ts'

const root = join(import.meta.dirname, '../..')

interface Step {
  name: string
  id?: string
  if?: string
  uses?: string
  with?: Record<string, string>
  run?: string
  env?: Record<string, string>
}

/** What became of the steps of an action. */
export interface Acted {
  failed: boolean
  /** By the names of the steps that ran. */
  said: Record<string, string>
  /** What other actions were used for, those of GitHub: they are not run here. */
  used: { action: string; with: Record<string, string> }[]
  outputs: Record<string, string>
}

const bundle = resolve(dirname(Object.keys(bundled.outputs)[0]!))

/** A job on a machine of GitHub's, as far as the steps of our composite actions can tell. */
export class Job {
  readonly temp = mkdtempSync(join(tmpdir(), 'textbed-job-'))
  readonly #environment: Record<string, string>

  constructor() {
    const bin = join(this.temp, 'bin')
    mkdirSync(bin)
    // What npx would fetch is the bundle that the tests have.
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${bundle}/cli.js' "$@"\n`)
    chmodSync(join(bin, 'npx'), 0o755)
    const PATH = [bin, dirname(process.execPath), process.env['PATH']].join(delimiter)
    this.#environment = { PATH, RUNNER_TEMP: this.temp }
    for (const name of FILES) this.#environment[name] = join(this.temp, name)
  }

  /** Uses the action in a folder, as a step of the job. */
  use(folder: string, inputs: Record<string, string> = {}): Acted {
    const path = resolve(root, folder)
    const action = parse(readFileSync(join(path, 'action.yml'), 'utf8'))
    const defaults = Object.entries(action.inputs).map(([name, input]) => [
      name,
      (input as { default: string }).default,
    ])
    const values = { ...Object.fromEntries(defaults), ...inputs } as Record<string, string>
    const filled = (text: string) =>
      text
        .replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => values[name]!)
        .replaceAll('${{ runner.temp }}', this.temp)
    const acted: Acted = { failed: false, said: {}, used: [], outputs: {} }
    for (const step of action.runs.steps as Step[]) {
      if (!isDue(step, values, acted)) continue
      const given = Object.entries(step.uses === undefined ? (step.env ?? {}) : step.with!)
      const words = Object.fromEntries(given.map(([name, value]) => [name, filled(value)]))
      if (step.uses === undefined) this.#run(path, step, words, acted)
      else acted.used.push({ action: step.uses, with: words })
    }
    return acted
  }

  /** What later steps find in their environment. */
  get environment(): Record<string, string> {
    return { ...this.#environment, ...this.#pairs('GITHUB_ENV') }
  }

  remove(): void {
    rmSync(this.temp, { recursive: true })
  }

  #run(path: string, { name, run }: Step, environment: Record<string, string>, acted: Acted): void {
    const script = join(this.temp, 'step.sh')
    for (const file of FILES) writeFileSync(join(this.temp, file), '', { flag: 'a' })
    writeFileSync(script, run!)
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd: this.temp,
      env: { ...this.environment, GITHUB_ACTION_PATH: path, ...environment },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    acted.said[name] = stdout + stderr
    acted.failed ||= status !== 0
    acted.outputs = this.#pairs('GITHUB_OUTPUT')
  }

  #pairs(file: (typeof FILES)[number]): Record<string, string> {
    const lines = readFileSync(join(this.temp, file), { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean)
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
  }
}

/** Whether a step is to run: what our actions ask for, and nothing else. @throws where it asks for more */
function isDue({ name, if: condition }: Step, values: Record<string, string>, { failed, said }: Acted): boolean {
  if (condition === undefined) return !failed
  if (condition === "inputs.run != ''") return !failed && values['run'] !== ''
  // The step that starts is the first; where it failed, nothing else was said.
  if (condition === "failure() && steps.start.outcome == 'success'") return failed && Object.keys(said).length > 1
  throw new Error(`Nobody here knows when "${name}" is to run: ${condition}`)
}

const FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT'] as const
