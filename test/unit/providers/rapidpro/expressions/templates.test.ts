import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluateTemplate } from '../../../../../src/providers/rapidpro/expressions/index.ts'
import { functions } from '../../../../../src/providers/rapidpro/expressions/functions/index.ts'
import { amina, kigali } from './people.ts'

// Templates and what they come to stand in templates.txt, under what they are about: `template → result`. ⏎ is a break of
// the line; ERROR says that an expression errs, and what is shown all the same stands behind it.

interface Line {
  template: string
  shown: string
  errs: boolean
}

const sections = readFileSync(join(import.meta.dirname, 'templates.txt'), 'utf8')
  .split(/^# /m)
  .slice(1)
  .map((section) => {
    const [title = '', ...lines] = section.replace(/\n+$/, '').split('\n')
    return { title, lines: lines.map(read) }
  })

function read(line: string): Line {
  const [, template = '', result = ''] = /^(.*) → (.*)$/.exec(line) ?? [
    expect.unreachable(`no line of the table: ${line}`),
  ]
  const [, error, shown = ''] = /^(ERROR)? ?(.*)$/.exec(result)!
  return { template, errs: error !== undefined, shown: (error ? shown : result).replaceAll('⏎', '\n') }
}

describe.each(sections)('$title', ({ lines }) => {
  test.each(lines)('$template → $shown', ({ template, shown, errs }) => {
    const { value, errors } = evaluateTemplate(template, amina, kigali)
    expect({ value, errs: errors.length > 0 }).toEqual({ value: shown, errs })
  })
})

test('the table has every function three times', () => {
  const all = sections.flatMap(({ lines }) => lines.map(({ template }) => template))
  const seldom = [...functions().keys()].filter(
    (name) => all.filter((template) => new RegExp(String.raw`\b${name}\b`, 'i').test(template)).length < 3,
  )
  expect(seldom).toEqual([])
  expect(all.length).toBeGreaterThanOrEqual(400)
})
