import { themes } from '../src/providers/rapidpro/expressions/functions/index.ts'
import { RANKS } from '../src/providers/rapidpro/expressions/operators.ts'

type Examples = Readonly<Record<string, string | null>>

/** docs/expressions.md: what RapidPro's expressions can say, made of the tables of operators and functions. */
export function expressionsPage(): string {
  const all = Object.entries(themes())
  const count = all.reduce((sum, [, theme]) => sum + Object.keys(theme).length, 0)
  return [
    INTRODUCTION,
    '## Operators',
    'From those that bind most to those that bind least; those of one group go from left to right.',
    ...RANKS.map((rank) =>
      Object.entries(rank)
        .map(([sign, { says }]) => `- \`${sign}\` ${says}`)
        .join('\n'),
    ),
    block(RANKS.flatMap((rank) => Object.values(rank)).map(({ examples }) => examples)),
    '## Functions',
    `There are ${count}. An error among the values that a function is given is what it answers, unless its sentence says otherwise. A word with a bracket before it may be left out.`,
    ...all.flatMap(([theme, functions]) => [
      `### ${theme}`,
      ...Object.entries(functions).flatMap(([name, { parameters, says, examples }]) => [
        `\`${name}(${parameters})\` ${says}`,
        block([examples]),
      ]),
    ]),
  ]
    .join('\n\n')
    .concat('\n')
}

const block = (all: readonly Examples[]): string =>
  ['```text drawing', ...all.flatMap((examples) => Object.entries(examples).map(line)), '```'].join('\n')

const line = ([template, result]: readonly [string, string | null]): string =>
  `${template}  →  ${result === null ? 'an error' : result === '' ? 'nothing' : result}`

const INTRODUCTION = `# RapidPro's expressions

Texts of broadcasts and campaigns may ask about whom they go to. This page is made of the tables of [the expressions](../src/providers/rapidpro/expressions/index.ts), and each of its examples is evaluated by a test: in a workspace in Kigali, on Tuesday 10 March 2026 at half past two, for Amina Uwase, who is 30.

## Templates

\`@\` before a root, with names after dots, is an expression, and so is what stands in \`@(…)\`. A root is what a text may ask about: \`contact\`, \`fields\`, \`globals\` and \`urns\`. Any other word with an at sign stays as it is, and so does a bracket that is never closed, with all that follows it. \`@@\` is an at sign. An expression that errs is shown as nothing; the rest of the text still goes out. A text ends at 10,000 characters.

Names ignore case. \`x.y\` errs where there is no \`y\`, \`x["y"]\` is null; values of arrays are counted from 0, or from the end where the number is negative. \`(a, b) => a & b\` is a function.

## Values

- **Text** stands in double quotes, with \`\\"\` for a quote in it. A backslash that means nothing leaves all of it as it is written.
- **Numbers** are exact, up to 36 digits; a division keeps 16 places. A text is a number if it has digits, a minus or none, one point or none, and spaces around it.
- **Dates** are read in the workspace's order, or as ISO 8601, anywhere in a text; a time may follow. They are shown as \`2026-03-10\`, moments as \`2026-03-10T14:30:00.000000+02:00\`.
- **Arrays** are shown as \`[a, b]\`, **objects** as \`{a: 1, b: 2}\` unless they have one value that stands for them, as a contact's name does.
- **Null** is shown as nothing. **Errors** are values, too: see \`default\` and \`is_error\`.

What is too much work, such as loops in loops over long texts or brackets more than 100 deep, is an error.`
