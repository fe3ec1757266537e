import { defineConfig } from 'vitest/config'

/** A suite as somebody else has it; test/kits/vitest.test.ts runs it. */
export default defineConfig({
  test: {
    include: ['*.suite.ts'],
    globalSetup: ['../../../kits/vitest/setup.ts'],
    pool: 'forks', // so that textbed is in another process than the tests
    maxWorkers: 2,
  },
})
