/** Bundles textbed into dist/, which then runs without any package. */
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { bundle } from './bundle/bundle.ts'
import { noticesOf, packagesIn } from './bundle/notices.ts'
import { SWAGGER_UI, ship } from './bundle/ship.ts'

rmSync('dist', { recursive: true, force: true })
const metafile = await bundle('dist')
cpSync('LICENSE', 'dist/LICENSE')
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesOf([...packagesIn(metafile), SWAGGER_UI]))
ship('dist')
