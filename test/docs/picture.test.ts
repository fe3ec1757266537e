import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { draw } from '../../scripts/picture/draw.ts'
import { session } from '../../scripts/picture/session.ts'
import { root } from './pages.ts'

/** What differs from run to run. */
const masked = (picture: string): string => picture.replaceAll(/\u00a0+[\d.]+\u00a0ms/g, ' … ms')

test('the terminal in README.md shows what a run shows, but for how long calls take', { timeout: 60_000 }, async () => {
  const shown = readFileSync(join(root, 'docs/terminal.svg'), 'utf8')
  expect(shown).toContain('</svg>')
  expect(masked(draw(await session()))).toBe(masked(shown))
})
