import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Goal, isMet } from './goals.ts'

/** One number of the report, and what it should be. */
export interface Row {
  what: string
  value: number
  unit: string
  goal?: Goal
  /** Not a goal's matter, but good to know. */
  note?: string
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export const missed = (rows: readonly Row[]): Row[] => rows.filter(({ value, goal }) => goal && !isMet(value, goal))

export function print(rows: readonly Row[]): void {
  const cells = rows.map(cellsOf)
  const widths = widthsOf(cells)
  for (const row of cells)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
}

const widthsOf = (cells: readonly string[][]): number[] =>
  cells[0]!.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)))

/** Keeps what was measured beside the bench. */
export function keep(rows: readonly Row[]): void {
  writeFileSync(
    file('results.json'),
    `${JSON.stringify(
      rows.map(({ value, ...row }) => ({ ...row, value: rounded(value) })),
      null,
      2,
    )}\n`,
  )
  const cells = [['measured', 'value', 'goal', '', 'beside it'], ...rows.map(cellsOf)]
  const widths = widthsOf(cells)
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const [titles, ...values] = cells.map(line)
  const table = [titles!, line(widths.map((width) => '-'.repeat(width))), ...values]
  writeFileSync(file('RESULTS.md'), `${[HEAD, '', ...table].join('\n')}\n`)
}

const HEAD = `# Results

Written by \`npm run bench\`; [docs/benchmarks.md](../docs/benchmarks.md) says what each line means. What counts are the ratios, measured side by side in one run: how many calls a second that is differs from machine to machine, and from minute to minute.`

function cellsOf({ what, value, unit, goal, note = '' }: Row): string[] {
  const shown = `${rounded(value).toLocaleString('en')}${unit && ` ${unit}`}`
  if (!goal) return [what, shown, '', '', note]
  const wanted = 'least' in goal ? `≥ ${goal.least.toLocaleString('en')}` : `≤ ${goal.most.toLocaleString('en')}`
  return [what, shown, wanted, isMet(value, goal) ? 'met' : 'not met', note]
}

/** As many digits as mean something. */
const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(value < 10 ? 2 : 3))
