import { readFileSync, readdirSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

/** All TypeScript files in folders of the project, by their paths, and what is in them. */
export const sourcesIn = (...folders: readonly string[]): (readonly [file: string, source: string])[] =>
  folders
    .flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(new URL(file, root), 'utf8')])

/** Where something stands: `src/core/world.ts:12`. */
export const placeIn = (file: string, source: string, offset: number): string =>
  `${file}:${source.slice(0, offset).split('\n').length}`
