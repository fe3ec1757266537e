/** What was to be read as a world, or as kept worlds, is not one: where it differs, and how. */
export class Unreadable extends Error {
  constructor(
    /** A JSON pointer. */
    readonly place: string,
    readonly why: string,
  ) {
    super(`at ${place || '/'}: ${why}`)
    this.name = 'Unreadable'
  }
}

/** A name as one step of a JSON pointer. */
export const step = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
