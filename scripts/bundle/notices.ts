import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Metafile } from 'esbuild'

/** The folders of all packages of which something went into the bundle. */
export function packagesIn({ outputs }: Metafile): string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0])
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted()
}

/** The licences of those packages, whole. @throws where one has none: what is not allowed is not bundled */
export const noticesOf = (folders: readonly string[]): string =>
  `textbed contains the following packages.\n\n${folders.map(noticeOf).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`

/** Texts of packages whose archives lack them, from where the packages are developed. */
const OURS = join(import.meta.dirname, 'licences')

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)|\.js\.licen[cs]e/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  const own = join(OURS, `${basename(folder)}.txt`)
  if (texts.length === 0 && existsSync(own)) texts.push(readFileSync(own, 'utf8').trim())
  if (texts.length === 0)
    throw new Error(`${name} ${version} is bundled, and says its licence nowhere: save it as ${own}.`)
  return [`${name} ${version} (${license})`, ...texts].join('\n\n')
}
