/**
 * What a text has to say: a part of it, as it is written, or a pattern. Patterns are matched by textbed, by RE2's rules:
 * they can neither look around nor refer back.
 */
export type Wording = string | RegExp

/** A wording as the admin API takes it. A pattern that looks for more than one place, or goes on from one, finds the first. */
export function writtenOf(wording: Wording | undefined): string | undefined {
  if (!(wording instanceof RegExp)) return wording
  return `/${wording.source}/${wording.flags.replaceAll(/[dgyv]/g, '')}`
}
