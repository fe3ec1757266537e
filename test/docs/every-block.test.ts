import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Running, startTextbed } from '../../src/index.ts'
import { pages } from './pages.ts'
import { Packed } from '../support/packed.ts'
import { newFolder } from './run.ts'
import { type Reading, lacks, take } from './take-block.ts'

const packed = new Packed()
beforeAll(() => packed.build(), 60_000)
afterAll(() => packed.remove())

// Each page is read from its top, against a simulator that was just started as the command line does it.
describe.each(pages().filter(({ blocks }) => blocks.length > 0))('$path', ({ blocks }) => {
  const reading: Reading = { folder: '', url: '', before: undefined }
  let textbed: Running

  beforeAll(async () => {
    textbed = await startTextbed()
    textbed.simulator.create({ id: 'default', seed: 'default', clock: { mode: 'real' } })
    Object.assign(reading, { folder: newFolder(packed), url: textbed.url })
  })
  afterAll(async () => {
    await textbed.stop()
    rmSync(reading.folder, { recursive: true, force: true })
  })

  test.for(blocks)('line $line: $language $marks', { timeout: 60_000 }, async (block, { skip }) => {
    skip(lacks(block, blocks), 'this machine has no curl or python')
    await expect(take(block, reading)).resolves.toBe('true')
  })
})
