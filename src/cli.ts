import { run } from './command/run.ts'

const { argv, env, stdout, stderr } = process

// Whoever reads what is said here may have gone; that ends nothing.
for (const stream of [stdout, stderr]) stream.on('error', () => {})

const { status, atOnce } = await run(argv.slice(2), { environment: env, out: stdout, err: stderr })
process.exitCode = status
if (atOnce) process.exit()
