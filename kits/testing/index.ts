/** What tests of any runner stand on: worlds, phones and receivers. They speak to a textbed in this process or another. */

export { type Textbed, textbedAt, useTextbed } from './use-textbed.ts'
export type { TestWorld, TestWorldOptions } from './test-world.ts'
export type { Phone, Waiting } from './phone.ts'
export type { Failure, PlatformWithCredentials, WhichCalls } from './platform.ts'
export type { Received } from './received.ts'
export type { ReceivedCall, Receiver } from './listen.ts'
export type { Wording } from './wording.ts'
export { Unmet } from './unmet.ts'
export { NobodyAwaited } from './awaited.ts'
export { NotThere, Refused } from '../../src/client/ask.ts'
export type * from '../../src/client/answers.ts'
export type * from '../../src/client/requests.ts'
