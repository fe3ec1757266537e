/**
 * A text in parts of at most so many bytes of UTF-8, cut at a blank among the last of them where there is one. As the
 * service's gateway cuts: where a letter of several bytes would stand on the border, the part grows to the next blank.
 */
export function splitText(text: string, most: number): string[] {
  if (Buffer.byteLength(text) <= most) return [text]
  const parts: string[] = []
  let part = ''
  let length = 0
  for (const letter of text) {
    part += letter
    length += Buffer.byteLength(letter)
    if (length !== most && (length <= most - BLANK_WITHIN || letter !== ' ')) continue
    parts.push(part.trim())
    part = ''
    length = 0
  }
  if (part !== '') parts.push(part.trim())
  return parts
}

/** So many bytes before the border a blank may end a part. */
const BLANK_WITHIN = 6
