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
import { compare } from './rounds.ts'
import { coldStartRow, copyRows, filterRow, growthRows, idleWorldsRow, searchRow, speedRows, toldRows } from './rows.ts'
import { search } from './searches.ts'
import { type Server, startBare, startExpress, startProduct } from './servers/server.ts'
import { type Account, freshAccount, ordinaryAccount, warmUp } from './world.ts'

/** What can be measured by itself. */
const PARTS = ['start', 'worlds', 'speed', 'copies', 'filters', 'bulk']
/** What is measured of each provider. */
const OF_PROVIDERS = PARTS.slice(2)

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-fail': { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: PARTS },
    provider: { type: 'string', multiple: true, default: Object.keys(CLIENTS) },
  },
})

const strange = options.only.find((part) => !PARTS.includes(part))
if (strange !== undefined) {
  console.error(`There is no part "${strange}": there are ${PARTS.join(', ')}.`)
  process.exit(2)
}
const measures = (part: string): boolean => options.only.includes(part)
const isWhole = PARTS.every(measures) && !options.quick

const FEW = 1000
const SOME = 10_000
const MANY = options.quick ? 10_000 : 100_000
const TOLD = 10_000
const WORLDS = 1000
const STARTS = options.quick ? 3 : 7
/** Rounds of one second: many short ones, since what else the machine does comes and goes, and few messages stay few. */
const STRETCH = { seconds: 1 }
const ROUNDS = options.quick ? 1 : 11
const BULK_ROUNDS = options.quick ? 1 : 3

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
for (const provider of OF_PROVIDERS.some(measures) ? options.provider : []) rows.push(...(await measure(provider)))
await Promise.all([bare, express].map((server) => server.stop()))

print(rows)
if (isWhole) keep(rows)
const misses = missed(rows)
console.log(misses.length === 0 ? '\nEvery goal is met.' : `\nGoals that are missed: ${misses.length}`)
process.exit(misses.length > 0 && !options['no-fail'] ? 1 : 0)

/** All that is measured of one provider, on servers of its own: those with very much in them disturb whom they run beside. */
async function measure(provider: string): Promise<Row[]> {
  say(`${provider}: from nothing to ${MANY} messages`)
  const grown = await grow(provider, FEW, MANY)
  await warmUp(grown.account.server, provider)
  const found = growthRows(provider, MANY, grown)
  if (measures('copies')) {
    say(`${provider}: forks and snapshots`)
    found.push(...copyRows(provider, SOME, MANY, await copy(grown.account, provider, SOME)))
  }
  const fresh = await startProduct()
  const one = {
    provider,
    few: await begun(fresh, provider),
    many: grown.account,
    express: await begunOrdinary(provider),
  }
  if (measures('speed')) {
    say(`${provider}: ${ROUNDS} rounds of load by ${loadedBy}`)
    for (const compared of await compare(bare, one, ROUNDS, STRETCH)) found.push(...speedRows(compared, MANY))
  }
  if (measures('filters')) {
    say(`${provider}: ${ROUNDS} rounds of filtered lists`)
    const marked = await marksOf(one, { few: FEW, many: MANY })
    for (const filtered of await filter(marked, ROUNDS, STRETCH)) found.push(filterRow(filtered, MANY))
    for (const searched of await search(marked, ROUNDS)) found.push(searchRow(searched, MANY))
  }
  if (measures('bulk')) {
    say(`${provider}: messages to many`)
    const told = await tell(one, TOLD, BULK_ROUNDS, STRETCH)
    if (told) found.push(...toldRows(told, TOLD))
  }
  await Promise.all([fresh, grown.account.server].map((server) => server.stop()))
  return found
}

async function begun(server: Server, provider: string): Promise<Account> {
  await warmUp(server, provider)
  const account = await freshAccount(server, provider)
  await account.begin(FEW)
  return account
}

async function begunOrdinary(provider: string): Promise<Account> {
  const account = ordinaryAccount(express, provider)
  await account.begin(FEW)
  await account.warmUp()
  return account
}
