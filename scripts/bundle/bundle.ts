import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, type Metafile, build } from 'esbuild'
import { ENTRIES } from './entries.ts'

// First of all, whoever imports textbed in a Node that is too old is told so; whoever runs it is told by the door.
// Then follows what CommonJS packages expect to find in scope, where an ES module has none of it.
const BANNER = `
{
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error('textbed needs Node 20.19 or newer, and this is Node ' + process.versions.node + '.');
}
import { createRequire as textbedCreateRequire } from 'node:module';
const require = textbedCreateRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
`

const SHORTER = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // Names stay as they are, for readable stacks: esbuild's own keepNames would cost time at each closure.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none', // see THIRD-PARTY-NOTICES.txt
  metafile: true,
} satisfies BuildOptions

const OPTIONS = {
  ...SHORTER,
  entryPoints: { main: 'src/cli.ts', ...ENTRIES },
  splitting: true, // the entries share their code, and what is imported on first use is read on first use
  format: 'esm',
  external: ['vitest', './re2js-apart.cjs'], // whoever imports textbed/vitest has it; the other is written below
  banner: { js: BANNER },
  alias: {
    'body-parser': './scripts/bundle/body-parser.cjs',
    'libphonenumber-js/min/metadata': './scripts/bundle/phone-metadata.cjs',
    re2js: './scripts/bundle/re2js.cjs',
    'swagger-ui-dist/absolute-path': './scripts/bundle/swagger-ui-path.cjs',
  },
} satisfies BuildOptions

/** What is read on first use by those who cannot wait for an `import()`. */
const APART = {
  ...SHORTER,
  entryPoints: { 're2js-apart': 'node_modules/re2js/build/index.cjs' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
} satisfies BuildOptions

/** Puts the program and all that it needs into a few files of a folder; answers what went into them. */
export async function bundle(outdir: string): Promise<Metafile> {
  const [main, apart] = await Promise.all([OPTIONS, APART].map((options) => build({ ...options, outdir })))
  const metafile = {
    inputs: { ...main!.metafile.inputs, ...apart!.metafile.inputs },
    outputs: { ...main!.metafile.outputs, ...apart!.metafile.outputs },
  }
  cpSync('scripts/bundle/cli.cjs', join(outdir, 'cli.js'))
  writeFileSync(join(outdir, 'package.json'), '{ "type": "module" }\n') // so that it also runs when copied elsewhere
  return metafile
}
