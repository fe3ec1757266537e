/** What others import of textbed: source files by their names in dist/. */
export const ENTRIES = { index: 'src/index.ts' } as const
