import { type DataOf, eventKind } from '../../../core/events.ts'

/** It is the turn of a run that somebody asked for. */
export const serviceInvoked = eventKind<{ provider: 'telerivet'; run: string }>()('telerivet.service.invoked')
export type ServiceInvoked = DataOf<typeof serviceInvoked>

/** A service had its turn, or one more try of it. */
export const serviceRan = eventKind<{
  provider: 'telerivet'
  run: string
  service: string
  return_value: unknown
  /** The lines that it wrote in the log, and those of them that are errors. */
  log: readonly string[]
  errors: readonly string[]
  /** The messages that it sent. */
  sent: readonly string[]
}>()('telerivet.service.ran')
export type ServiceRan = DataOf<typeof serviceRan>

/** All services of an occasion are done with it. */
export const servicesDone = eventKind<{
  provider: 'telerivet'
  run: string
  message: string | null
  /** The service that took it; null where none did. */
  service: string | null
}>()('telerivet.services.done')
export type ServicesDone = DataOf<typeof servicesDone>
