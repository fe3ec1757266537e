import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allPages, proseOf, root } from './pages.ts'

const linked = allPages()
  .map(({ path, text }) => ({ path, links: linksIn(text) }))
  .filter(({ links }) => links.length > 0)

describe.each(linked)('$path', ({ path, links }) => {
  test.each(links)('links to %s, which is there', (link) => {
    const [target = '', anchor = ''] = link.split('#')
    const file = join(root, target === '' ? path : join(dirname(path), target))

    expect(existsSync(file)).toBe(true)
    expect(['', ...anchorsIn(file)]).toContain(anchor)
  })
})

/** Links that do not lead out of the repository. */
function linksIn(text: string): string[] {
  const targets = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
  return targets.filter((target) => !/^[a-z]+:/.test(target))
}

/** The anchors that GitHub gives a page's headings. */
function anchorsIn(file: string): string[] {
  if (!file.endsWith('.md')) return []
  const text = readFileSync(file, 'utf8')
  const seen = new Map<string, number>()
  return [...proseOf(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading]) => {
    const plain = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '')
    const anchor = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-')
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    return times === 0 ? anchor : `${anchor}-${times}`
  })
}
