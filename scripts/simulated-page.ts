import { adminOf } from '../src/admin/index.ts'
import type { Api } from '../src/http/api.ts'
import { providers } from '../src/providers/index.ts'
import type { Simulator } from '../src/simulator/simulator.ts'

/** docs/simulated.md: what is there for each platform, made of the definitions of the endpoints. */
export function simulatedPage(simulator: Simulator): string {
  const admin = adminOf(simulator)
  return [
    '# What is simulated',
    '',
    '<!-- Written by npm run generate, from the definitions of the endpoints. -->',
    '',
    'Every operation that textbed serves, by platform. Each has an example that a test sends. What a platform has and textbed',
    'has not answers 501, in the words of that platform. The pages of [Telerivet](providers/telerivet.md),',
    '[RapidPro](providers/rapidpro.md) and [Plivo](providers/plivo.md) say how what is here behaves.',
    '',
    ...providers.flatMap((provider) => section(provider, admin)),
  ].join('\n')
}

function section(api: Api, admin: Api): string[] {
  const pages = admin.endpoints.filter(({ path }) => path.startsWith(`/_textbed/worlds/{world}/${api.name}/`))
  const missing = api.notSimulated ?? []
  return [
    `## ${api.title}`,
    '',
    `${api.endpoints.length} operations${pages.length > 0 ? `, and ${pages.length} of textbed's own for what its web pages do` : ''}.`,
    '',
    ...table(
      ['resource', 'operations'],
      [...grouped(api.endpoints)].map(([tag, endpoints]) => [
        tag,
        endpoints.map(({ method, path }) => `\`${method.toUpperCase()} ${shorten(path, api)}\``).join('<br>'),
      ]),
    ),
    ...(missing.length === 0
      ? []
      : [
          'Not simulated, and a 501:',
          '',
          ...table(
            ['what', 'paths that begin like'],
            missing.map(({ what, paths }) => [what, paths.map((path) => `\`${shorten(path, api)}\``).join('<br>')]),
          ),
        ]),
  ]
}

/** Every path of a platform begins alike. */
const shorten = (path: string, { basePath }: Api & { basePath?: string }): string =>
  basePath !== undefined && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path

function grouped(endpoints: Api['endpoints']): Map<string, Api['endpoints'][number][]> {
  const groups = new Map<string, Api['endpoints'][number][]>()
  for (const endpoint of endpoints) {
    const group = groups.get(endpoint.tag)
    if (group) group.push(endpoint)
    else groups.set(endpoint.tag, [endpoint])
  }
  return groups
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${' --- |'.repeat(head.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
]
