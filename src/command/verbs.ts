import { advance } from './advance.ts'
import { doctor } from './doctor.ts'
import { env } from './env.ts'
import { exec } from './exec.ts'
import { expect } from './expect.ts'
import { health } from './health.ts'
import { sendIn } from './send-in.ts'
import { serve } from './serve.ts'
import type { Verb } from './verb.ts'
import { wait } from './wait.ts'
import { watch } from './watch.ts'

/** What textbed can be told to do. */
export const VERBS: readonly Verb[] = [serve, exec, env, sendIn, expect, wait, advance, watch, health, doctor]

/** What it does where it is told nothing. */
export const UNNAMED = serve
