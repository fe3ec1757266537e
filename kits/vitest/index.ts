/** Fixtures and matchers of Vitest: `world`, `phone` and `listen` for each test, `expect(phone('+1…')).toHaveReceived(…)`. */

export { test, test as it, type TextbedFixtures } from './test.ts'
export { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from 'vitest'
export { expect, type PhoneMatchers } from './matchers.ts'
export type * from '../testing/index.ts'
