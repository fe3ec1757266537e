import { type DataOf, eventKind } from '../../../core/events.ts'

/** All services of an occasion are done with it. */
export const servicesDone = eventKind<{
  provider: 'telerivet'
  run: string
  message: string | null
  /** The service that took it; null where none did. */
  service: string | null
}>()('telerivet.services.done')
export type ServicesDone = DataOf<typeof servicesDone>
