import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TypesBundle } from '../../../scripts/bundle/types.ts'

const folder = mkdtempSync(join(tmpdir(), 'textbed-declarations-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The bundle of index.d.ts among these files. */
function bundle(files: Record<string, string>, before?: ConstructorParameters<typeof TypesBundle>[1]): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.d.ts`), text)
  return new TypesBundle(join(folder, 'index.d.ts'), before).text()
}

test('what an entry exports is there with all that it stands on, and what says what it is; nothing else is', () => {
  const text = bundle({
    index: "import type { Colour } from './paint.ts';\nexport interface Wall { colour: Colour }\n",
    paint: `
/** Not asked for. */
export interface Brush { width: number }
/** As people say it. */
export type Colour = keyof typeof COLOURS;
declare const COLOURS: { red: Shade };
interface Shade { red: number }
export {};
`,
  })
  expect(text).toBe(`interface Shade { red: number }
declare const COLOURS: { red: Shade };
/** As people say it. */
type Colour = keyof typeof COLOURS;
interface Wall { colour: Colour }
export { Wall };
`)
})

test('what has another name where it is used goes by its own, whichever way it was imported', () => {
  const text = bundle({
    index: `
import type { Colour as Paint } from './passed-on.ts';
import type * as paints from './paint.ts';
export declare function mix(one: Paint, other: paints.Colour, third: import("./paint.ts").Colour): typeof import("./paint.ts").red;
export type { Colour as Tint } from './paint.ts';
`,
    'passed-on': "export * from './paint.ts';\n",
    paint: 'export type Colour = string;\nexport declare const red: Colour;\n',
  })
  expect(text).toContain('declare function mix(one: Colour, other: Colour, third: Colour): typeof red;')
  expect(text).toContain('export { mix, Colour as Tint };')
})

test('members, parameters and type parameters are not what they are called', () => {
  const text = bundle({
    index: `
import type { width } from './other.ts';
export interface Wall<T> { height: number; paint(colour: string, width: T): void }
export declare class Door { #private; height: Wall<typeof width>; }
`,
    other: 'export declare const height: string;\nexport declare const width: 1;\nexport declare const colour: 2;\n',
  })
  expect(text).not.toMatch(/const (height|colour)/)
  expect(text).toContain('declare const width: 1;')
})

test('what packages have is imported from them, and modules of Node by their full names', () => {
  const text = bundle({
    index: `
import type { Server } from 'http';
import express, { type Express } from 'express';
export declare class App { server: Server; app: Express; all: typeof express; }
`,
  })
  expect(text).toMatch(
    /^import \{ Server \} from 'node:http';\nimport \{ Express, default as express \} from 'express';/,
  )
})

test('what an entry before it exports is imported from there, and what is added to a module is added here, too', () => {
  const files = {
    index: "import type { Phone } from './phone.ts';\nexport declare const phone: Phone;\n",
    phone:
      "export declare class Phone { #private; }\ndeclare module 'vitest' { interface Matchers { rings: Phone } }\n",
  }
  const before = new Map([[`Phone of ${join(folder, 'phone.d.ts')}`, { module: './testing.js', name: 'Phone' }]])
  expect(bundle(files, before)).toBe(`import { Phone } from './testing.js';
declare const phone: Phone;
declare module 'vitest' { interface Matchers { rings: Phone } }
export { phone };
`)
  expect(bundle(files)).toMatch(/^declare class Phone /)
})

test('two things of one name are refused, and so is what is nowhere', () => {
  const two = {
    index:
      "import type { Phone } from './phone.ts';\nexport interface Person { Phone: import('./other.ts').Phone; own: Phone }\n",
    phone: 'export interface Phone { a: 1 }\n',
    other: 'export interface Phone { b: 2 }\n',
  }
  expect(() => bundle(two)).toThrow(/^Phone of .*are to be in one file: call one of them something else\.$/)
  expect(() => bundle({ ...two, other: '' })).toThrow('./other.ts exports no Phone')
})
