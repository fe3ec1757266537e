import { type DataOf, eventKind } from '../../../core/events.ts'

/** A custom route is gone, its row included. */
export const routeDeleted = eventKind<{ provider: 'telerivet'; route: string }>()('telerivet.route.deleted')
export type RouteDeleted = DataOf<typeof routeDeleted>
