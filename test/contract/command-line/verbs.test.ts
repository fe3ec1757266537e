import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { adminOf } from '../../../src/admin/index.ts'
import { UNNAMED, VERBS } from '../../../src/command/verbs.ts'
import { providers } from '../../../src/providers/index.ts'
import { start } from '../../../src/server/start.ts'
import { Command } from '../../support/command.ts'
import { basic, request } from '../../support/world.ts'

vi.setConfig({ testTimeout: 60_000 }) // processes take their time to begin

let textbed: Command
let url: string

beforeAll(async () => {
  textbed = new Command(['--port', '0', '--quiet'])
  url = await textbed.url()
})
afterAll(() => textbed.child.kill())

const PHONE = '+16505550123'

/** A world in the other process, whose clock stands still, and what can be done in it. */
async function newWorld(options: object = {}) {
  const { body: world } = await request(`${url}/_textbed/worlds`, 'POST', { body: options })
  /** What a verb comes to that is told of the world by its environment. */
  const run = (...args: string[]) => new Command(args, [], { TEXTBED_URL: url, TEXTBED_WORLD: world.id }).ended
  const admin = (method: string, path: string, body?: object) =>
    request(`${url}/_textbed/worlds/${world.id}${path}`, method, body ? { body } : {})
  const { project_id, api_key } = world.credentials.telerivet
  const send = (content: string) =>
    request(`${url}/v1/projects/${project_id}/messages/send`, 'POST', {
      headers: basic(api_key),
      body: { to_number: PHONE, content },
    })
  return { world, run, admin, send, number: world.numbers.telerivet as string }
}

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}

describe('textbed env', () => {
  test('says what a shell evaluates, so that clients and other verbs find the world', async () => {
    const { world, run } = await newWorld()
    const { code, stdout, stderr } = await run('env')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const said = Object.fromEntries(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => /^export (\w+)=(\S+)$/.exec(line)!.slice(1)),
    )
    expect(said).toEqual({ ...world.env, TEXTBED_URL: url, TEXTBED_WORLD: world.id })
  })

  test('with --world names another, and refuses one that is not there with the nearest', async () => {
    const { run } = await newWorld()
    expect((await run('env', '--world', 'default')).stdout).toContain('export TEXTBED_WORLD=default\n')
    expect(await run('env', '-w', 'defualt')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('There is no world "defualt". Did you mean "default"'),
    })
  })
})

describe('textbed send-in', () => {
  test('answers whoever texted last', async () => {
    const { run, send, admin, number } = await newWorld()
    await send('Hello')
    await admin('POST', '/clock/advance', { by: 'PT1M' })
    expect(await run('send-in', PHONE, 'STOP', 'it')).toEqual({
      code: 0,
      signal: null,
      stdout: `${PHONE} -> ${number} "STOP it"\n`,
      stderr: '',
    })
    const { body } = await admin('GET', `/messages?direction=inbound`)
    expect(body.messages).toMatchObject([{ phone: PHONE, own: number, text: 'STOP it' }])
  })

  test('writes to a number that is given, and says what is wrong with one that is none', async () => {
    const { run, world } = await newWorld()
    const { stdout } = await run('send-in', '--to', world.numbers.plivo, '--json', PHONE, 'Hi')
    expect(JSON.parse(stdout)).toMatchObject({ direction: 'wrote', to: world.numbers.plivo, text: 'Hi' })
    expect(await run('send-in', '12', 'Hi')).toMatchObject({ code: 1, stdout: '' })
    expect((await run('send-in', '12', 'Hi')).stderr).toContain('"12" is not a phone number')
  })
})

describe('textbed expect', () => {
  test('ends well once a text is there, moving a clock that stands still', async () => {
    const { run, send, number } = await newWorld()
    await send('Your code is 123456.')
    const { code, stdout, stderr } = await run(
      'expect',
      String.raw`/code is (\d+)/`,
      '--phone',
      PHONE,
      '--within',
      'PT1H',
    )
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `${number} -> ${PHONE} "Your code is 123456."\n`,
      stderr: '',
    })
    expect((await run('expect', '--phone', PHONE, '--otp')).stdout).toBe('123456\n')
    const met = JSON.parse((await run('expect', 'code', '--json')).stdout)
    expect(met).toMatchObject({ messages: [{ text: 'Your code is 123456.' }], otp: ['123456'] })
  })

  test('ends with 1 where it does not come, and says on stderr what came instead', async () => {
    const { run, send } = await newWorld()
    await send('Hello')
    const { code, stdout, stderr } = await run('expect', 'code', '--within', '60', '--patience', '0')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^Expected a text with text "code"\. .* text is "Hello", not "code".*\n$/)
    const { stdout: json, ...told } = await run('expect', 'code', '--patience', '0', '--json')
    expect(told.code).toBe(1)
    expect(JSON.parse(json)).toMatchObject({ error: { code: 'unmet' }, came: [{ text: 'Hello' }] })
  })

  test('looks for none, and for none of several criteria', async () => {
    const { run, send } = await newWorld()
    await send('Hello')
    const never = ['--times', '0', '--patience', '0', '--within', 'P1D']
    expect((await run('expect', ...never, '--provider', 'plivo')).code).toBe(0)
    expect((await run('expect', ...never, '--direction', 'inbound', '--state', 'delivered')).code).toBe(0)
    expect((await run('expect', ...never, '--to', PHONE)).code).toBe(1)
    expect((await run('expect', ...never, '--to', PHONE, '--after', '999')).code).toBe(0)
  })

  test('ends with 2 where it could not be asked', async () => {
    const { run } = await newWorld()
    expect(await run('expect', '/(/')).toMatchObject({ code: 2, stdout: '' })
    expect((await run('expect', 'a', '--within', 'soon')).code).toBe(2)
    expect(await run('expect', '--direction', 'out')).toMatchObject({
      code: 2,
      stderr:
        'The option direction has to be one of outbound, inbound, not "out". Did you mean "outbound" or "inbound"?\n',
    })
  })
})

describe('textbed wait', () => {
  test('ends well once something has happened', async () => {
    const { run, admin, number } = await newWorld()
    const waiting = run('wait', 'message.inbound', '--text', '/stop/i', '--to', number)
    await admin('POST', `/handsets/${PHONE}/messages`, { to: number, text: 'STOP' })
    const { code, stdout } = await waiting
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\S+ +\d+ message\.inbound +\+16505550123 -> \+\d+ "STOP"\n$/)
  })

  test('ends with 1 where it does not, and says how near it came and that the clock stands still', async () => {
    const { run, send } = await newWorld()
    await send('Hello')
    const { code, stdout, stderr } = await run('wait', 'delivery.changed', '--state', 'delivered', '--timeout', '0')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('It did not happen within 0 s.\nThe clock stands still at ')
    expect(stderr).toMatch(/Near is .* delivery\.changed .* queued, which differs in state\./)
  })

  test('ends with 2 where there is no such type', async () => {
    const { run } = await newWorld()
    const { code, stderr } = await run('wait', 'message.inbond')
    expect(code).toBe(2)
    expect(stderr).toContain('message.inbound')
  })
})

describe('textbed advance', () => {
  test('moves the clock, and ends once all that fell due is done', async () => {
    const { run, send, admin } = await newWorld()
    await send('Hello')
    const { code, stdout } = await run('advance', 'PT1H')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^2026-01-01T01:00:00\.000Z: \d+ jobs have run\.\n$/)
    expect((await admin('GET', `/handsets/${PHONE}`)).body.received).toBe(1)
    expect((await run('advance', '90')).stdout).toBe('2026-01-01T01:01:30.000Z: 0 jobs have run.\n')
    expect((await run('advance', '--to', '2026-02-01T08:00:00Z', '--json')).stdout).toContain('"now":"2026-02-01T08')
    expect((await run('advance', '--until', 'idle')).code).toBe(0)
  })

  test.each([[[]], [['PT1H', '--until', 'idle']]])('says how far is said, of %j', async (args) => {
    const { run } = await newWorld()
    expect(await run('advance', ...args)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Say how far in/) })
  })
})

describe('textbed watch', () => {
  test('tells what happens as it happens, until the world ends', async () => {
    const { world, send, admin } = await newWorld()
    const watching = new Command(['watch', '--after', '0'], [], { TEXTBED_URL: url, TEXTBED_WORLD: world.id })
    await send('Hello')
    await watching.says(/ message\.created +\+\d+ -> \+16505550123 "Hello"\n/)
    await watching.says(/ call +POST \/v1\/projects\/\w+\/messages\/send 200\n/)
    await admin('POST', '/clock/advance', { by: 'PT1M' })
    await watching.says(/ delivery\.changed +\+16505550123 delivered\n/)
    await admin('DELETE', '')
    const { code, stderr } = await watching.ended
    expect(code).toBe(0)
    expect(stderr).toMatch(/deleted/)
  })

  test('ends once nobody reads what it tells', async () => {
    const { world, send } = await newWorld()
    const watching = new Command(['watch', '--after', '0'], [], { TEXTBED_URL: url, TEXTBED_WORLD: world.id })
    await send('one')
    await watching.says(/"one"/)
    const gone = once(watching.child, 'exit')
    watching.child.stdout!.destroy()
    while (watching.child.exitCode === null) await send('two')
    expect(await gone).toEqual([0, null])
  })

  test('ends after so many lines, and tells only what is asked for', async () => {
    const { run, send } = await newWorld()
    await send('one')
    await send('two')
    const { code, stdout } = await run(
      'watch',
      'message.created',
      '--after',
      '0',
      '--limit',
      '1',
      '--text',
      'two',
      '--json',
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ type: 'message.created', text: 'two' })
  })

  test('ends with 1 where textbed goes without a word, and where there is no such world', async () => {
    const other = new Command(['--port', '0', '--quiet', '--clock', 'frozen'])
    const env = { TEXTBED_URL: await other.url() }
    const watching = new Command(['watch', '--after', '0'], [], env)
    await request(`${env.TEXTBED_URL}/_textbed/worlds/default/handsets/${PHONE}/messages`, 'POST', {
      body: { to: '+14155550100', text: 'Hi' },
    })
    await watching.says(/"Hi"/)
    other.child.kill('SIGKILL')
    expect(await watching.ended).toMatchObject({ code: 1, stderr: expect.stringContaining('has gone without a word') })
    const { run } = await newWorld()
    expect(await run('watch', '--world', 'none')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no world "none".'),
    })
  })
})

describe('textbed health', () => {
  test('ends well where textbed answers, and with 1 where nobody does', async () => {
    const { run } = await newWorld()
    expect(await run('health')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok: \d+ worlds at http/) })
    expect(await run('health', '--quiet')).toMatchObject({ code: 0, stdout: '' })
    const port = await freePort()
    expect(await new Command(['health', '--port', String(port)]).ended).toMatchObject({
      code: 1,
      stderr: `Nobody answers at http://127.0.0.1:${port} (ECONNREFUSED). Start textbed, by npx textbed, or say where it is in TEXTBED_URL.\n`,
    })
  })

  test('ends with 1 where somebody listens and never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const { code, stderr } = await new Command(['health', '--timeout', '0.1'], [], { PORT: String(port) }).ended
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Nobody has answered at http://127.0.0.1:${port} within 0.1 s.\n`,
    })
    silent.close()
  })
})

describe('textbed doctor', () => {
  test('says who listens, and whether webhooks would reach an address', async () => {
    const { run } = await newWorld()
    const { code, stdout } = await run(
      'doctor',
      `${url}/hook`,
      'http://127.0.0.1:1/',
      'http://192.0.2.1/',
      'ftp://localhost',
    )
    expect(code).toBe(1)
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^ok {2}textbed: \d+\.\d+\.\d+, on Node \d+\.\d+\.\d+; 20\.19 or newer is needed$/),
      expect.stringMatching(
        /^ok {2}http:\/\/127\.0\.0\.1:\d+: textbed listens, with \d+ worlds; .* this machine alone$/,
      ),
      `ok  ${url}/hook: webhooks may go there; somebody listens.`,
      'NO  http://127.0.0.1:1/: webhooks may go there, but nobody listens at 127.0.0.1:1.',
      expect.stringMatching(
        /^NO {2}http:\/\/192\.0\.2\.1\/: webhooks go to loopback .* --allow-webhooks-to 192\.0\.2\.1 /,
      ),
      'NO  ftp://localhost: webhooks go over http or https, not ftp:',
    ])
  })

  test('says that a port is free, or that another program has it', async () => {
    const free = await freePort()
    expect(await new Command(['doctor', '--port', String(free)]).ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`ok  http://127.0.0.1:${free}: nobody listens. It is free`),
    })
    const other = createServer((socket) => socket.on('error', () => {}).end('220 smtp\r\n')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    expect(await new Command(['doctor', '--port', String(port)]).ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`NO  http://127.0.0.1:${port}: another program listens there.`),
    })
    other.close()
  })
})

const health = async (args: string[], env: Record<string, string>) => {
  const { code, stdout } = await new Command(['health', ...args], [], env).ended
  return `${code} ${/at (\S+)/.exec(stdout)?.[1]}`
}

describe('the server is found', () => {
  test('by TEXTBED_URL, else by HOST and PORT, and by flags before all of them', async () => {
    const { port } = new URL(url)
    const nowhere = 'http://127.0.0.1:1'
    expect(await health([], { TEXTBED_URL: `${url}/`, PORT: '1' })).toBe(`0 ${url}`)
    expect(await health([], { HOST: '0.0.0.0', PORT: port })).toBe(`0 ${url}`)
    expect(await health(['--server', url], { TEXTBED_URL: nowhere })).toBe(`0 ${url}`)
    expect(await health(['-p', port], { TEXTBED_URL: nowhere })).toBe(`0 ${url}`)
    expect(await health([], { TEXTBED_URL: nowhere })).toBe('1 undefined')
  })

  test('where what is given is no address, that is said', async () => {
    expect(await new Command(['health'], [], { TEXTBED_URL: 'localhost:8398' }).ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"localhost:8398" is no address of a textbed'),
    })
  })
})

describe('what cannot be meant is refused in a sentence:', () => {
  test.each([
    [['sned-in'], 1, /^There is no verb "sned-in"\. Did you mean "send-in", .* See textbed --help\.\n$/],
    [['send-in'], 1, /^textbed send-in needs <phone> <text…>, as in: textbed send-in \+16505550123 STOP\n$/],
    [['advance', 'PT1H', 'PT2H'], 1, /^"PT2H" is a word too many for textbed advance, as in: textbed advance PT1H\n$/],
    [['env', 'x'], 1, /^"x" is no option\. See textbed env --help\.\n$/],
    [['expect', '--phnoe', '+1'], 2, /^There is no option "--phnoe"\. Did you mean "phone"/],
    [['expect', '--otp=yes'], 2, /^The option --otp is given without a value, not with "yes"\.\n$/],
    [['wait', '-q', '-q'], 2, /^The option --quiet is given twice\.\n$/],
    [['wait', '--timeout', 'long'], 2, /^The option timeout has to be a number such as 30, not "long"\.\n$/],
    [['exec'], 125, /^textbed exec needs <command…>, as in: textbed exec -- npm test\n$/],
    [['--port', '0', 'serve'], 1, /^"serve" is no option\. See textbed serve --help\.\n$/],
  ] as const)('%j', async (args, status, words) => {
    const { code, stdout, stderr } = await new Command(args).ended
    expect({ code, stdout, stderr }).toEqual({ code: status, stdout: '', stderr: expect.stringMatching(words) })
  })
})

test.each(VERBS.map(({ name }) => name))('textbed %s --help says what it takes, and an example of it', async (name) => {
  const { options, summary, examples } = VERBS.find((one) => one.name === name)!
  const { code, stdout, stderr } = await new Command([name, '--help']).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain(`Usage: textbed ${name} [options]`)
  for (const words of [summary, ...examples, ...Object.keys(options).map((one) => `--${one} `)])
    expect(stdout).toContain(words)
  expect(stdout).toContain('-h, --help')
})

test('textbed --help names every verb', async () => {
  const { stdout } = await new Command(['--help']).ended
  for (const { name, summary } of VERBS) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary}$`, 'm'))
  expect(stdout).toContain(`Without a verb it is ${UNNAMED.name}:`)
})

const takenBy = (name: string) => {
  const { options, words = [] } = VERBS.find((one) => one.name === name)!
  return [...Object.keys(options), ...words.map((word) => word.name)]
}

test('expect, wait, watch and advance take what the operations take that they ask', async () => {
  const running = await start({ providers, admin: adminOf })
  await running.stop()
  const fieldsOf = (id: string) => {
    const { query = {}, body = {} } = adminOf(running.simulator).endpoints.find((one) => one.id === id)!
    return Object.keys({ ...query, ...body })
  }
  expect(takenBy('expect')).toEqual(
    expect.arrayContaining(fieldsOf('admin.expect').filter((one) => one !== 'in_order')),
  )
  expect(takenBy('wait')).toEqual(expect.arrayContaining(fieldsOf('admin.wait')))
  expect(takenBy('watch')).toEqual(
    expect.arrayContaining(fieldsOf('admin.followJournal').filter((one) => one !== 'cause')),
  )
  expect(takenBy('advance')).toEqual(
    expect.arrayContaining(fieldsOf('admin.advanceClock').filter((one) => one !== 'events')),
  )
})
