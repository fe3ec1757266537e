import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import packed from '../../package.json'
import { noticesOf, packagesIn } from '../../scripts/bundle/notices.ts'
import { Command, bundled } from '../support/command.ts'
import { readAtStart } from '../support/read-at-start.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The package that a file or folder belongs to, wherever packages are installed. */
const nameIn = (path: string): string => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)![1]!

describe('the lockfile', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { integrity?: string }> }

  test('holds every package to its integrity, those of other machines too', () => {
    const bare = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity)
    expect(bare.map(([path]) => path)).toEqual([])
    expect(Object.keys(packages).length).toBeGreaterThan(400)
  })
})

describe('the bundle', () => {
  const folders = packagesIn(bundled)
  const notices = noticesOf(folders)

  test('comes with the licence of every package that went into it, whole', () => {
    expect(folders.map(nameIn)).toEqual(expect.arrayContaining(['express', 'saxes']))
    const parts = notices.split(`\n${'-'.repeat(80)}\n`)
    expect(parts).toHaveLength(folders.length)
    for (const [index, folder] of folders.entries()) {
      expect(parts[index]).toContain(`${nameIn(folder)} `)
      expect(parts[index]).toMatch(/permission|permitted|hereby granted|apache license/i)
    }
  })

  test('names every package that its own files import', () => {
    const imported = Object.entries(bundled.inputs)
      .filter(([file]) => file.startsWith('src/'))
      .flatMap(([, { imports }]) => imports.map(({ path }) => path))
      .filter((path) => path.includes('node_modules/'))
      .map(nameIn)
    expect(imported.length).toBeGreaterThan(5)
    expect(imported.filter((name) => !folders.map(nameIn).includes(name))).toEqual([])
  })

  test('answers --help and --version without reading the server', () => {
    const files = readAtStart(bundled, 'src/cli.ts')
    expect(files).toContain('src/config.ts')
    expect(files.filter((file) => /^node_modules|^src\/(admin|http|providers|server|standards)\//.test(file))).toEqual(
      [],
    )
  })

  test('serves calls before it has read what only pages need, or a seed, a document, a snapshot', () => {
    const files = readAtStart(bundled, 'src/command/open.ts')
    expect(files).toContain('src/providers/plivo/index.ts')
    const later =
      /node_modules\/(express|mime-db|swagger-ui-express|@faker-js|openapi3-ts|lowdb|re2js)\/|\/(seed|read-world|openapi)\.ts$/
    expect(files.filter((file) => later.test(file))).toEqual([])
  })

  test.each(['kits/testing/index.ts', 'kits/vitest/index.ts', 'kits/vitest/setup.ts'])(
    'reads nothing of the server for %s, as long as nobody starts one',
    (entry) => {
      const files = readAtStart(bundled, entry)
      expect(files).toContain('src/client/client.ts')
      expect(files.filter((file) => !/^(kits|src\/client)\//.test(file))).toEqual([])
    },
  )

  test('finds the page, the documents, the world demo and what reads patterns beside itself', async () => {
    const command = new Command(['--port', '0'])
    const url = await command.url()
    const statusOf = async (path: string) => (await fetch(url + path)).status
    const paths = ['/docs/', '/docs/swagger-ui-bundle.js', '/openapi/plivo.json', '/openapi/plivo.json?world=demo']
    for (const path of paths) expect(`${path} ${await statusOf(path)}`).toBe(`${path} 200`)
    expect(await statusOf('/_textbed/worlds/demo/handsets/+12065550101')).toBe(200)
    expect(await statusOf(`/_textbed/worlds/demo/messages?text=${encodeURIComponent('/^a/i')}`)).toBe(200)
    command.child.kill('SIGTERM')
    expect(await command.ended).toMatchObject({ code: 0, stderr: '' })
  })

  test('is not made where a package says its licence nowhere', () => {
    expect(() => noticesOf(['test/conformance/without-licence'])).toThrow(
      'nobody 1.0.0 is bundled, and says its licence nowhere',
    )
  })
})

describe('the door of the bundle', () => {
  const source = read('scripts/bundle/cli.cjs')

  test('asks for the Node that the package asks for', () => {
    expect(packed.engines.node).toBe('>=20.19')
    expect(source).toContain('Node 20.19 or newer')
  })

  test('imports nothing before it has asked, so that an old Node reads no more than it understands', () => {
    const { program } = parseSync('cli.cjs', source.replace(/^#!.*/, ''))
    expect(program.body.filter(({ type }) => /^(Import|Export)/.test(type))).toEqual([])
    expect(source).not.toMatch(/`|\?\.|\?\?|=>|await/)
  })

  test.each(['18.20.4', '20.18.3', '12.22.12'])('says in one sentence that Node %s is too old', async (version) => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
    const { code, stdout, stderr } = await new Command(
      ['--port', '0'],
      ['--import', `data:text/javascript,${encodeURIComponent(old)}`],
    ).ended
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `textbed needs Node 20.19 or newer, and this is Node ${version}.\n`,
    })
  })

  test.each(['20.19.0', '22.0.0', '24.1.0'])('lets Node %s in', async (version) => {
    const given = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
    const { code, stdout } = await new Command(
      ['--version'],
      ['--import', `data:text/javascript,${encodeURIComponent(given)}`],
    ).ended
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${packed.version}\n` })
  })
})

describe('the image', () => {
  const dockerfile = read('Dockerfile')

  test('listens where everything else does, takes arguments, and is healthy soon', () => {
    expect(dockerfile).toContain(' PORT=8398\n')
    expect(dockerfile).toContain('\nEXPOSE 8398\n')
    expect(dockerfile).toContain('\nENTRYPOINT ["node", "/app/dist/cli.js"]\n')
    expect(dockerfile).not.toMatch(/^CMD/m)
    expect(dockerfile).toContain('\n  CMD ["node", "/app/dist/cli.js", "health"]\n')
    expect(dockerfile).toMatch(/^HEALTHCHECK .*--start-interval=\d+ms/m)
  })

  test('is the same where the builder does not know --start-interval, and asks more often instead', () => {
    const other = read('Containerfile').replaceAll(/^#.*\n/gm, '')
    expect(other).toBe(dockerfile.replace('--interval=10s', '--interval=1s').replace(' --start-interval=250ms', ''))
  })
})
