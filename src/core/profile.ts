/** Where a document and the service as observed contradict each other: as production does, or as the page says. */
export const PROFILES = ['actual', 'documented'] as const
export type Profile = (typeof PROFILES)[number]
