/** Bundles textbed into dist/, which then runs without any package. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle/bundle.ts'
import { noticesOf, packagesIn } from './bundle/notices.ts'

const SWAGGER_UI = 'node_modules/swagger-ui-dist'
const SWAGGER_UI_ASSETS = [
  'favicon-16x16.png',
  'favicon-32x32.png',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
]

rmSync('dist', { recursive: true, force: true })
const metafile = await bundle('dist')
cpSync('LICENSE', 'dist/LICENSE')
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesOf([...packagesIn(metafile), SWAGGER_UI]))

mkdirSync('dist/swagger-ui')
for (const file of SWAGGER_UI_ASSETS) cpSync(join(SWAGGER_UI, file), join('dist/swagger-ui', file))
for (const folder of ['openapi', 'fixtures']) {
  if (existsSync(folder)) cpSync(folder, join('dist', folder), { recursive: true })
}
