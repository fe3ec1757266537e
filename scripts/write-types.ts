/** Writes into dist/ what editors and tsc are to know of what others import. */
import { ENTRIES } from './bundle/entries.ts'
import { bundleTypes } from './bundle/types.ts'

bundleTypes(ENTRIES, 'dist')
