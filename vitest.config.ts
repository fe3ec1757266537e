import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/after-file.ts', 'test/support/rows-are-values.ts'],
    testTimeout: 30_000, // what ends no test on a busy machine, and still ends one that hangs
    pool: 'threads',
    isolate: false, // nothing that changes lives in a module, so test files may share theirs: several times faster
    reporters: ['default', 'json'],
    outputFile: { json: '.vitest-report.json' }, // .ci/run counts from it
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
})
