import { adminOf } from '../src/admin/index.ts'
import type { Api, Provider } from '../src/http/api.ts'
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

function section(api: Provider, admin: Api): string[] {
  const below = `/_textbed/worlds/{world}/${api.name}`
  const pages = admin.endpoints.filter(({ path }) => path.startsWith(`${below}/`))
  const missing = api.notSimulated ?? []
  return [
    `## ${api.title}`,
    '',
    `${api.endpoints.length} operations${pages.length > 0 ? `, and ${pages.length} of textbed's own for what its web pages do` : ''}.`,
    '',
    ...table(
      ['resource', 'operations'],
      [...grouped(api.endpoints, ({ tag }) => tag)].map(([tag, endpoints]) => [tag, listed(endpoints, api)]),
    ),
    ...(pages.length === 0
      ? []
      : [
          `What its web pages do, below \`${below}\`:`,
          '',
          ...table(
            ['web pages', 'operations'],
            [...grouped(pages, ({ path }) => path.slice(below.length + 1).split('/', 1)[0]!)].map(
              ([things, endpoints]) => [`\`${things}\``, listed(endpoints, { basePath: below })],
            ),
          ),
        ]),
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
const shorten = (path: string, { basePath }: Pick<Provider, 'basePath'>): string =>
  path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path

const listed = (endpoints: Api['endpoints'], from: Pick<Provider, 'basePath'>): string =>
  endpoints.map(({ method, path }) => `\`${method.toUpperCase()} ${shorten(path, from)}\``).join('<br>')

function grouped(
  endpoints: Api['endpoints'],
  by: (endpoint: Api['endpoints'][number]) => string,
): Map<string, Api['endpoints'][number][]> {
  const groups = new Map<string, Api['endpoints'][number][]>()
  for (const endpoint of endpoints) {
    const group = groups.get(by(endpoint))
    if (group) group.push(endpoint)
    else groups.set(by(endpoint), [endpoint])
  }
  return groups
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${' --- |'.repeat(head.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
]
