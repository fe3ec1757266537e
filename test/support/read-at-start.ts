import type { Metafile } from 'esbuild'

/** The sources that an entry of the bundle consists of, as they are read before anything is asked for by `import()`. */
export function readAtStart({ outputs }: Metafile, entry: string): string[] {
  const first = Object.keys(outputs).find((file) => outputs[file]!.entryPoint === entry)
  if (first === undefined) throw new Error(`${entry} is no entry of the bundle.`)
  const files = new Set([first])
  // A set goes on with what is added to it meanwhile.
  for (const file of files)
    for (const { kind, path } of outputs[file]!.imports)
      if (kind === 'import-statement' && path in outputs) files.add(path)
  return [...files].flatMap((file) => Object.keys(outputs[file]!.inputs))
}
