/** What others import of textbed: source files by their names in dist/. Each may import from those before it. */
export const ENTRIES = {
  index: 'src/index.ts',
  testing: 'kits/testing/index.ts',
  vitest: 'kits/vitest/index.ts',
  'vitest-setup': 'kits/vitest/setup.ts',
} as const
