/** A constant that is made when it is first asked for. That is no state: nobody can tell from outside whether it has been. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
