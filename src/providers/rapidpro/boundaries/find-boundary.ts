import type { World } from '../../../core/world.ts'
import { type Boundary, LEVELS, aliasesOf, boundaryRows } from './boundary.ts'
import { workspaceOf } from '../workspace/workspace.ts'

/** The boundary of a level that a text means: by its path, by its name or an alias, or by one of the words in the text. */
export function findBoundary(
  world: World,
  level: (typeof LEVELS)[number],
  text: string,
  /** Path of what it has to lie in; anywhere in the country unless given. */
  within?: string,
): Boundary | undefined {
  const { country } = workspaceOf(world)
  const candidates = boundaryRows()
    .all()
    .filter(
      (one) =>
        one.country === country &&
        one.level === LEVELS.indexOf(level) &&
        (within === undefined || one.path.startsWith(`${within} > `)),
    )
  const called = (name: string) => {
    const wanted = name.toLowerCase()
    return candidates.find(
      (one) =>
        one.name.toLowerCase() === wanted || aliasesOf(world, one).some((alias) => alias.toLowerCase() === wanted),
    )
  }
  if (text.includes('>')) {
    const wanted = pathOf(text)
    return candidates.find(({ path }) => pathOf(path) === wanted)
  }
  const plain = text.replace(/[^\p{L}\p{N}\s-]+/gu, '').trim()
  for (const name of [text.trim(), plain, ...(plain.match(WORD) ?? []).slice(0, MOST_WORDS)]) {
    const found = called(name)
    if (found) return found
  }
  return undefined
}

const pathOf = (written: string): string =>
  written
    .toLowerCase()
    .split('>')
    .map((part) => part.trim())
    .join(' > ')

const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu

/** Words of a text that are looked for, so that a long one costs no more. */
const MOST_WORDS = 50
