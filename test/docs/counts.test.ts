import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contactEndpoints } from '../support/toy/contacts/endpoints.ts'
import { allPages, root } from './pages.ts'

test('an object with five endpoints takes as many files and lines as the page says', () => {
  const folder = join(root, 'test/support/toy/contacts')
  const files = readdirSync(folder)
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'))
  expect(contactEndpoints).toHaveLength(5)
  expect(allPages().find(({ path }) => path === 'docs/adding-a-provider.md')!.text).toContain(
    `Contacts have five endpoints, which took ${files.length} files and ${lines.length} lines:`,
  )
})
