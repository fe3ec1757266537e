/** Bundles textbed into dist/, which then runs without any package. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'

const SWAGGER_UI = 'node_modules/swagger-ui-dist'
const SWAGGER_UI_ASSETS = [
  'favicon-16x16.png',
  'favicon-32x32.png',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
]

// What CommonJS packages expect to find in scope; an ES module has none of it.
const COMMONJS = `
import { createRequire as textbedCreateRequire } from 'node:module';
const require = textbedCreateRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;
`

rmSync('dist', { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: ['src/cli.ts', 'src/index.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true, // cli and index share their code, and what is imported on first use is read on first use
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  // Names stay as they are, for readable stacks: esbuild's own keepNames would cost time at each closure.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none', // see THIRD-PARTY-NOTICES.txt
  metafile: true,
  banner: { js: COMMONJS },
  alias: {
    'iconv-lite': './scripts/bundle/iconv-lite.cjs',
    'swagger-ui-dist/absolute-path': './scripts/bundle/swagger-ui-path.cjs',
  },
})
writeFileSync('dist/package.json', '{ "type": "module" }\n') // so that dist also runs when copied elsewhere
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices([...packagesIn(metafile), SWAGGER_UI]))

mkdirSync('dist/swagger-ui')
for (const file of SWAGGER_UI_ASSETS) cpSync(join(SWAGGER_UI, file), join('dist/swagger-ui', file))
for (const folder of ['openapi', 'fixtures']) {
  if (existsSync(folder)) cpSync(folder, join('dist', folder), { recursive: true })
}

/** The folders of all packages of which something went into the bundle. */
function packagesIn({ outputs }: Metafile): string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0])
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted()
}

function notices(folders: string[]): string {
  return `textbed contains the following packages.\n\n${folders.map(notice).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) =>
    /^(licen[cs]e|notice)|^swagger-ui-(bundle|standalone-preset)\.js\.LICENSE/i.test(file),
  )
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license})`, ...texts].join('\n\n')
}
