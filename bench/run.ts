/** `npm run bench`: the built product beside a bare node:http server and an ordinary Express app, in one run. */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { tell } from './bulk.ts'
import { coldStart } from './cold-start.ts'
import { copy } from './copies.ts'
import { filter, marksOf } from './filters.ts'
import { loadedBy } from './load.ts'
import { idleWorlds } from './idle-worlds.ts'
import { grow } from './memory.ts'
import { CLIENTS } from './operations.ts'
import { type Row, keep, missed, print } from './report.ts'
import { type Contestants, compare } from './rounds.ts'
import { coldStartRow, copyRows, filterRow, growthRows, idleWorldsRow, searchRow, speedRows, toldRows } from './rows.ts'
import { search } from './searches.ts'
import { type Server, startBare, startExpress, startProduct } from './servers/server.ts'
import { freshAccount, ordinaryAccount, warmUp } from './world.ts'

/** What can be measured by itself. */
const PARTS = ['start', 'worlds', 'speed', 'copies', 'filters', 'bulk']

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-fail': { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: PARTS },
    provider: { type: 'string', multiple: true, default: Object.keys(CLIENTS) },
  },
})

const measures = (part: string): boolean => options.only.includes(part)
const isWhole = PARTS.every(measures) && !options.quick

const FEW = 1000
const SOME = 10_000
const MANY = options.quick ? 10_000 : 100_000
const TOLD = 10_000
const WORLDS = 1000
const STARTS = options.quick ? 3 : 7
const ROUNDS = options.quick ? 1 : 3
const STRETCH = { seconds: options.quick ? 1 : 2 }

const FILTER_STRETCH = { seconds: 1 }

const say = (what: string): void => console.error(`… ${what}`)

if (spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' }).status !== 0) process.exit(1)

const rows: Row[] = []
if (measures('start')) {
  say('cold start')
  rows.push(coldStartRow(await coldStart(STARTS)))
}

if (measures('worlds')) {
  say(`${WORLDS} idle worlds`)
  rows.push(idleWorldsRow(WORLDS, await idleWorlds(WORLDS)))
}

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
  if (measures('copies')) {
    say(`${provider}: forks and snapshots`)
    rows.push(...copyRows(provider, SOME, MANY, await copy(grown.account, provider, SOME)))
  }
}

for (const one of contestants) {
  if (!measures('speed')) break
  say(`${one.provider}: ${ROUNDS} rounds of load by ${loadedBy}`)
  for (const compared of await compare(bare, one, ROUNDS, STRETCH)) rows.push(...speedRows(compared, MANY))
}
for (const one of contestants) {
  if (!measures('filters')) break
  say(`${one.provider}: ${ROUNDS} rounds of filtered lists`)
  const marked = await marksOf(one, { few: FEW, many: MANY })
  for (const filtered of await filter(marked, ROUNDS, FILTER_STRETCH)) rows.push(filterRow(filtered, MANY))
  for (const searched of await search(marked, ROUNDS)) rows.push(searchRow(searched, MANY))
}
for (const one of contestants) {
  if (!measures('bulk')) break
  say(`${one.provider}: messages to many`)
  const told = await tell(one, TOLD, ROUNDS, FILTER_STRETCH)
  if (told) rows.push(...toldRows(told, TOLD))
}
await Promise.all(servers.map((server) => server.stop()))

print(rows)
if (isWhole) keep(rows)
const misses = missed(rows)
console.log(misses.length === 0 ? '\nEvery goal is met.' : `\nGoals that are missed: ${misses.length}`)
process.exit(misses.length > 0 && !options['no-fail'] ? 1 : 0)
