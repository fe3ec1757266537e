export type { Dialect } from './call.ts'
