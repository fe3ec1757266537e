import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contactEndpoints } from '../support/toy/contacts/endpoints.ts'
import { allPages, proseOf, root } from './pages.ts'

test('an object with five endpoints takes as many files and lines as the page says', () => {
  const folder = join(root, 'test/support/toy/contacts')
  const files = readdirSync(folder)
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'))
  expect(contactEndpoints).toHaveLength(5)
  expect(allPages().find(({ path }) => path === 'docs/adding-a-provider.md')!.text).toContain(
    `Contacts have five endpoints, which took ${files.length} files and ${lines.length} lines:`,
  )
})

test('the parts that can be measured by themselves are those that the page names', () => {
  const [, parts] = /^const PARTS = \[(.*)\]$/m.exec(readFileSync(join(root, 'bench/run.ts'), 'utf8'))!
  const { text } = allPages().find(({ path }) => path === 'docs/benchmarks.md')!
  expect(text).toContain(`\`--only filters\` one part (${parts!.replaceAll("'", '`')})`)
})

/** Whatever TypeScript there is. */
const sources = ['src', 'test', 'scripts', 'bench', 'kits', 'examples', 'openapi'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`),
)

test.each(allPages())('the files that $path names are there', ({ text }) => {
  const named = [...proseOf(text).matchAll(/`(?:\.\.\/)*([\w/-]+(?:\.\w+)*\.ts)`/g)].map(([, path]) => path!)
  expect(named.filter((path) => !sources.some((file) => `/${file}`.endsWith(`/${path}`)))).toEqual([])
})
