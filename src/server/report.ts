/** Tells whoever runs the simulator of something that broke inside it. */
export function report(what: string, error: unknown): void {
  process.stderr.write(`textbed: ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
