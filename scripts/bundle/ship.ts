import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The page of the documents, as its package has it. */
export const SWAGGER_UI = 'node_modules/swagger-ui-dist'
const SWAGGER_UI_ASSETS = [
  'favicon-16x16.png',
  'favicon-32x32.png',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
]

/** Puts the files that the program reads while it runs beside it: the page, the documents and the fixtures. */
export function ship(outdir: string): void {
  mkdirSync(join(outdir, 'swagger-ui'))
  for (const file of SWAGGER_UI_ASSETS) cpSync(join(SWAGGER_UI, file), join(outdir, 'swagger-ui', file))
  for (const folder of ['openapi', 'fixtures']) cpSync(folder, join(outdir, folder), { recursive: true })
}
