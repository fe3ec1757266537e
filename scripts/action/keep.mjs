// Writes the journal of each world into a file of the folder that is named, by the world's id.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const [folder] = process.argv.slice(2)
const worldsOf = `${process.env.TEXTBED_URL}/_textbed/worlds`
const read = async (address) => (await fetch(address, { signal: AbortSignal.timeout(30_000) })).json()

await mkdir(folder, { recursive: true })
for (const { id } of (await read(worldsOf)).worlds) {
  const journal = await read(`${worldsOf}/${encodeURIComponent(id)}/journal?limit=10000`)
  await writeFile(join(folder, `${encodeURIComponent(id)}.json`), `${JSON.stringify(journal, null, 2)}\n`)
  console.log(`${id}: ${journal.entries.length} entries`)
}
