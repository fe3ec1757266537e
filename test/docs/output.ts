/** How a page writes "whatever stands here". */
const ANY = '…'

/**
 * Where a value differs from what a page shows, in words; undefined where it does not. `"…"` stands for any value and for any
 * part of a text, a key `"…"` for further keys, a last item `"…"` for further items.
 */
export function differs(actual: unknown, shown: unknown, path = 'the answer'): string | undefined {
  if (shown === ANY) return undefined
  if (Array.isArray(shown)) {
    if (!Array.isArray(actual)) return `${path} is no list: ${JSON.stringify(actual)}`
    const open = shown.at(-1) === ANY
    const items = open ? shown.slice(0, -1) : shown
    if (open ? actual.length < items.length : actual.length !== items.length)
      return `${path} has ${actual.length} items: ${JSON.stringify(actual)}`
    return first(items.map((item, index) => differs(actual[index], item, `${path}[${index}]`)))
  }
  if (typeof shown === 'object' && shown !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
      return `${path} is no object: ${JSON.stringify(actual)}`
    const found = actual as Record<string, unknown>
    const unshown = Object.hasOwn(shown, ANY) ? [] : Object.keys(found).filter((name) => !Object.hasOwn(shown, name))
    if (unshown.length > 0) return `${path} also has ${unshown.join(', ')}`
    return first(
      Object.entries(shown)
        .filter(([name]) => name !== ANY)
        .map(([name, value]) => differs(found[name], value, `${path}.${name}`)),
    )
  }
  if (typeof shown === 'string' && typeof actual === 'string') return textDiffers(actual, shown, path)
  return Object.is(actual, shown)
    ? undefined
    : `${path} is ${JSON.stringify(actual)}, shown is ${JSON.stringify(shown)}`
}

/** The same for text; blanks at the ends of lines and of the whole do not count. */
export function textDiffers(actual: string, shown: string, path = 'the output'): string | undefined {
  const pattern = tidy(shown).split(ANY).map(escapeRegExp).join('[\\s\\S]*?')
  return new RegExp(`^${pattern}$`).test(tidy(actual)) ? undefined : `${path} is ${JSON.stringify(actual)}`
}

const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '').trim()

const first = (all: (string | undefined)[]): string | undefined => all.find((one) => one !== undefined)

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The last JSON value of an output: several commands print theirs one after the other, with nothing in between. */
export function lastJson(output: string): unknown {
  const text = output.trim()
  for (let start = text.length - 1; start >= 0; start--) {
    if (text[start] !== '{' && text[start] !== '[') continue
    const value = parsed(text.slice(start))
    // An inner value parses too; the outermost one begins where nothing or another value ends.
    if (value !== undefined && (start === 0 || /[}\]\s]/.test(text[start - 1]!))) return value
  }
  throw new Error(`There is no JSON at the end of: ${text}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
