/** `npm run bench`: the built product beside a bare node:http server and an ordinary Express app, in one run. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { coldStart } from './cold-start.ts'
import { loadedBy } from './load.ts'
import { grow } from './memory.ts'
import { CLIENTS } from './operations.ts'
import { keep, missed, print } from './report.ts'
import { type Contestants, compare } from './rounds.ts'
import { coldStartRow, growthRows, speedRows } from './rows.ts'
import { type Server, startBare, startExpress, startProduct } from './servers/server.ts'
import { freshAccount, ordinaryAccount, warmUp } from './world.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-fail': { type: 'boolean', default: false },
    provider: { type: 'string', multiple: true, default: Object.keys(CLIENTS) },
  },
})

const FEW = 1000
const MANY = options.quick ? 10_000 : 100_000
const STARTS = options.quick ? 3 : 7
const ROUNDS = options.quick ? 1 : 3
const STRETCH = { seconds: options.quick ? 1 : 2 }

const say = (what: string): void => console.error(`… ${what}`)

if (spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' }).status !== 0) process.exit(1)

say('cold start')
const rows = [coldStartRow(await coldStart(STARTS))]

const bare = await startBare()
const express = await startExpress()
const servers: Server[] = [bare, express]
const contestants: Contestants[] = []
for (const provider of options.provider) {
  say(`${provider}: from nothing to ${MANY} messages`)
  const grown = await grow(provider, FEW, MANY)
  await warmUp(grown.account.server, provider)
  const fresh = await startProduct()
  await warmUp(fresh, provider)
  const few = await freshAccount(fresh, provider)
  await few.begin(FEW)
  const ordinary = ordinaryAccount(express, provider)
  await ordinary.begin(FEW)
  await ordinary.warmUp()
  contestants.push({ provider, few, many: grown.account, express: ordinary })
  servers.push(grown.account.server, few.server)
  rows.push(...growthRows(provider, MANY, grown))
}

for (const one of contestants) {
  say(`${one.provider}: ${ROUNDS} rounds of load by ${loadedBy}`)
  for (const compared of await compare(bare, one, ROUNDS, STRETCH)) rows.push(...speedRows(compared, MANY))
}
await Promise.all(servers.map((server) => server.stop()))

print(rows)
if (!options.quick) keep(rows)
const misses = missed(rows)
console.log(misses.length === 0 ? '\nEvery goal is met.' : `\nGoals that are missed: ${misses.length}`)
process.exit(misses.length > 0 && !options['no-fail'] ? 1 : 0)
