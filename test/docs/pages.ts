import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A fenced block of a page. */
export interface Block {
  /** Where its fence opens. */
  line: number
  /** The first word after the fence; empty where there is none. */
  language: string
  /** The words after it, which say how the block is to be taken. */
  marks: string[]
  text: string
}

export interface Page {
  /** Relative to the root. */
  path: string
  text: string
  blocks: Block[]
}

/** Pages whose blocks people paste: README.md and everything under docs/. */
export const pages = (): Page[] => ['README.md', ...markdownIn('docs')].map(readPage)

/** Every page of the project, for its links. */
export const allPages = (): Page[] =>
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'llms.txt',
    ...['docs', 'src', 'kits', 'examples', 'test', 'bench'].flatMap(markdownIn),
  ].map(readPage)

const markdownIn = (folder: string): string[] =>
  (existsSync(`${root}/${folder}`) ? readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }) : [])
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path}`)
    .sort()

function readPage(path: string): Page {
  const text = readFileSync(`${root}/${path}`, 'utf8')
  return { path, text, blocks: blocksOf(text) }
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: (Block & { fence: string; indent: number }) | undefined
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', fence, info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (open) {
      if (fence?.startsWith(open.fence) && info.trim() === '') {
        blocks.push({ line: open.line, language: open.language, marks: open.marks, text: open.text })
        open = undefined
      } else open.text += `${line.slice(open.indent)}\n`
    } else if (fence) {
      const [language = '', ...marks] = info.trim().split(/\s+/)
      open = { line: index + 1, language, marks, text: '', fence, indent: indent.length }
    }
  }
  if (open) throw new Error(`The block that opens in line ${open.line} is never closed.`)
  return blocks
}

/** The page without its blocks: what is prose. */
export const proseOf = (text: string): string => text.replace(/^(\s*)(`{3,}|~{3,})[\s\S]*?^\s*\2\s*$/gm, '')
