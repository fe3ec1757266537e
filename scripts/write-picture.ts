import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draw } from './picture/draw.ts'
import { session } from './picture/session.ts'

/** Draws the terminal of README.md from a real run. */
writeFileSync(join(import.meta.dirname, '../docs/terminal.svg'), draw(await session()))
