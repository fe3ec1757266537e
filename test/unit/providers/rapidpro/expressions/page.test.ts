import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluateTemplate } from '../../../../../src/providers/rapidpro/expressions/index.ts'
import { themes } from '../../../../../src/providers/rapidpro/expressions/functions/index.ts'
import { RANKS } from '../../../../../src/providers/rapidpro/expressions/operators.ts'
import { amina, kigali } from './people.ts'

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/expressions.md'), 'utf8')

const shown = [...page.matchAll(/^(@.*) {2}→ {2}(.*)$/gm)].map(([, template = '', result = '']) => ({
  template,
  result,
}))

test.each(shown)('the page of expressions is right: $template → $result', ({ template, result }) => {
  const { value, errors } = evaluateTemplate(template, amina, kigali)
  expect(errors.length > 0 ? 'an error' : value === '' ? 'nothing' : value).toBe(result)
})

test('the page shows every function and every operator, each with its examples', () => {
  const rows = [...Object.values(themes()), ...RANKS].flatMap((table) => Object.entries(table))
  for (const [, { says, examples }] of rows) {
    expect(page).toContain(says)
    for (const template of Object.keys(examples)) expect(page).toContain(template)
  }
  expect(shown).toHaveLength(rows.reduce((sum, [, { examples }]) => sum + Object.keys(examples).length, 0))
})
