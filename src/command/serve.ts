import { askedToEnd } from './endings.ts'
import type { Open } from './open.ts'
import { configOf, logOptions, placeOptions, startOptions } from './start-options.ts'
import { verb } from './verb.ts'

export const serve = verb({
  name: 'serve',
  summary: 'Starts textbed, and serves until it is told to end.',
  description:
    'Once it listens it tells of each call, text and webhook in a line. It ends with the npm that started it.',
  options: { ...placeOptions, ...startOptions, ...logOptions },
  examples: ['textbed --port 8399 --clock frozen'],
  endsAtOnce: true,
  async run({ options }, shell) {
    const ending = askedToEnd(shell)
    const { open } = await import('./open.ts')
    const { json, verbose, quiet } = options
    const log = { out: shell.out, json, verbose, noColour: shell.environment['NO_COLOR'] }
    const opened = await open(configOf(options), quiet ? undefined : log)
    shell.out.write(`${json ? JSON.stringify(greetingOf(opened)) : greeting(opened)}\n`)
    await ending
    await opened.close()
    return 0
  },
})

const greetingOf = ({ url, environment, clock }: Open) => ({ type: 'listening', url, environment, clock })

function greeting({ url, platforms, clock }: Open): string {
  return [
    `textbed listens on ${url}`,
    ...platforms.flatMap(({ title, url: address, environment }) => [
      '',
      `# ${title}: ${address}`,
      ...Object.entries(environment).map(([name, value]) => `export ${name}=${value}`),
    ]),
    '',
    `Try it out    ${url}/docs`,
    `Steer it      ${url}/_textbed/worlds/default`,
    `Its clock     ${clock}; to move it: curl -X POST ${url}/_textbed/worlds/default/clock/advance -H 'content-type: application/json' -d '{"by": "PT1M"}'`,
    '',
  ].join('\n')
}
