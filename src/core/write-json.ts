/** So many characters come as one piece, which takes less than a millisecond to make. */
const PIECE = 64 * 1024

/**
 * A value as JSON, piece by piece, others having their turn in between: the same text as `JSON.stringify` makes of it. Its
 * lists may be anything that can be gone through, and are gone through once.
 * @param space so many blanks for each level, and a line for each member; 0 leaves both out
 * @param margin what each line begins with, after its break
 */
export async function* writeJson(
  value: unknown,
  breathe: () => Promise<void> | undefined,
  space = 0,
  margin = space === 0 ? '' : '\n',
): AsyncIterable<string> {
  let piece = ''
  for (const part of partsOf(value, space, margin)) {
    piece += part
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
    const pause = breathe()
    if (pause) await pause
  }
  yield piece
}

function* partsOf(value: unknown, space: number, margin: string): Iterable<string> {
  if (typeof value !== 'object' || value === null) yield JSON.stringify(value)
  else if (Symbol.iterator in value) yield* listed(value as Iterable<unknown>, space, margin)
  else yield* named(value, space, margin)
}

function* named(object: object, space: number, margin: string): Iterable<string> {
  const inner = margin + ' '.repeat(space)
  let joint = '{'
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue
    yield `${joint}${inner}${JSON.stringify(name)}:${space === 0 ? '' : ' '}`
    yield* partsOf(value, space, inner)
    joint = ','
  }
  yield joint === '{' ? '{}' : `${margin}}`
}

/** Members of lists are small, and written whole. */
function* listed(values: Iterable<unknown>, space: number, margin: string): Iterable<string> {
  const inner = margin + ' '.repeat(space)
  let joint = '['
  for (const value of values) {
    const text = JSON.stringify(value, null, space)
    // A line break within a text is written as one that is escaped.
    yield joint + inner + (space === 0 ? text : text.replaceAll('\n', inner))
    joint = ','
  }
  yield joint === '[' ? '[]' : `${margin}]`
}
