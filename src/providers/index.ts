import type { Provider } from '../http/api.ts'

/** Every platform that textbed stands in for. */
export const providers: readonly Provider[] = []
