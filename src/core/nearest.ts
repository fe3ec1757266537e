/** The known words closest to a mistaken one, best first: a refusal names them so that a typing slip costs no search. */
export function nearest(word: string, known: Iterable<string>, most = 3): string[] {
  const wanted = word.toLowerCase().slice(0, LONGEST)
  return [...new Set(known)]
    .map((name) => ({ name, distance: distance(wanted, name.toLowerCase().slice(0, LONGEST)) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name)
}

/** A sentence's end such as `Did you mean "a", "b" or "c"?`; empty where nothing is known. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const names = nearest(word, known).map((name) => `"${name}"`)
  if (names.length === 0) return ''
  const last = names.pop()!
  return `Did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`
}

const LONGEST = 64

/** Levenshtein's distance, with a bonus for a word that is a part of the known one: "contacts" finds "queryContacts" first. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  const contained = a.length > 2 && b.includes(a)
  return row[b.length]! - (contained ? a.length : 0)
}
