import { explain } from './command/explain.ts'
import { readConfig, usage, version } from './config.ts'

/** Answers what takes no server by itself; the server is large, and read only where it is to serve. */
async function main(): Promise<void> {
  // Whoever reads what is said here may have gone; that ends nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const config = readConfig()
  if (config === 'help') return console.log(usage())
  if (config === 'version') return console.log(version)
  const { serve } = await import('./command/serve.ts')
  await serve(config)
}

main().catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})
