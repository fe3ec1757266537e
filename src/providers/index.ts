import type { Provider } from '../http/api.ts'
import { plivo } from './plivo/index.ts'
import { rapidpro } from './rapidpro/index.ts'
import { telerivet } from './telerivet/index.ts'

/** Every platform that textbed stands in for. */
export const providers: readonly Provider[] = [telerivet, rapidpro, plivo]
