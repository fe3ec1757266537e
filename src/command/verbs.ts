import { exec } from './exec.ts'
import { serve } from './serve.ts'
import type { Verb } from './verb.ts'

/** What textbed can be told to do. */
export const VERBS: readonly Verb[] = [serve, exec]

/** What it does where it is told nothing. */
export const UNNAMED = serve
