/** The key that is made of a name: lower case, with an underscore for every run of other characters inside. */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '_')

/** Whether it begins as a key does; what no letter or digit is in has none. */
export const isKey = (key: string): boolean => /^[a-z][a-z0-9_]*$/.test(key)
