import { type TestContext, inject, test as base } from 'vitest'
import { textbedAt } from '../testing/use-textbed.ts'
import type { Phone } from '../testing/phone.ts'
import type { TestWorld, TestWorldOptions } from '../testing/test-world.ts'

/** What each test is given. */
export interface TextbedFixtures {
  /** How its world begins: `test.override({ worldOptions: { clock: { now: '2026-03-01T08:00:00Z' } } })`. */
  worldOptions: TestWorldOptions
  /** The world of this test alone. It bears the test's title, and ends with it. */
  world: TestWorld
  /** The phone of whoever has a number, such as `+14155550123`. */
  phone: (number: string) => Phone
  /** Listens on a free port until the test ends. */
  listen: TestWorld['listen']
}

/** Vitest's `test`, with a world for each test. Where a test fails, its conversation is printed, and what happened last. */
export const test = base.extend<TextbedFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads what a fixture needs from the pattern
  worldOptions: async ({}, use) => use({}),
  world: async ({ task, worldOptions, onTestFinished, onTestFailed }, use) => {
    const world = await textbedOfThisRun().world({
      name: titleOf(task),
      // The verdict comes before the test's time is over.
      patience: task.timeout > 0 ? Math.min(5, task.timeout / 2000) : 5,
      ...worldOptions,
    })
    onTestFinished(async () => {
      // Of a test that failed the story is told before its world ends.
      if (task.result?.state === 'fail') return
      world.refuseForgotten()
      await world.close()
    })
    onTestFailed(async () => {
      // oxlint-disable-next-line no-console -- Vitest shows it with the test
      console.error(`In the world "${world.name}":\n${await world.story()}`)
      await world.close()
    })
    await use(world)
  },
  phone: async ({ world }, use) => use((number) => world.phone(number)),
  listen: async ({ world }, use) => use((handler) => world.listen(handler)),
})

function textbedOfThisRun() {
  const url = inject('textbedUrl') ?? process.env['TEXTBED_URL']
  if (url) return textbedAt(url)
  throw new Error(
    "There is no textbed for this run: add globalSetup: ['textbed/vitest/setup'] to Vitest's configuration, or set TEXTBED_URL.",
  )
}

/** The title with those of the suites around it. */
function titleOf(task: TestContext['task']): string {
  const suites: string[] = []
  for (let { suite } = task; suite && suite !== task.file; suite = suite.suite!) suites.unshift(suite.name)
  return [...suites, task.name].join(' > ')
}
