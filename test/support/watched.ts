/**
 * An object of an official client whose methods are counted, so that a test can say that it left none out.
 *
 * @returns the object, to be used in its stead, and the methods of its class that nobody has asked it for yet
 */
export function watched<T extends object>(object: T): { it: T; untried: () => string[] } {
  const tried = new Set<PropertyKey>()
  const it = new Proxy(object, {
    get(target, name) {
      tried.add(name)
      return Reflect.get(target, name, it) as unknown
    },
  })
  return { it, untried: () => methodsOf(object).filter((name) => !tried.has(name)) }
}

/** What its class adds to those that it extends. */
const methodsOf = (object: object): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object) as object))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name]) => name)
