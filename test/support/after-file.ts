import { afterAll } from 'vitest'

// Runs anew with every test file. What it runs is told through the global object, since modules that are shared by the
// files of a worker never meet this one twice.

type Shared = typeof globalThis & { afterFile?: () => Promise<void> }

/** To be done after each test file of this worker from now on. */
export const afterEachFile = (check: () => Promise<void>): void => {
  ;(globalThis as Shared).afterFile = check
}

afterAll(() => (globalThis as Shared).afterFile?.())
