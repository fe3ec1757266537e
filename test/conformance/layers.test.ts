import { describe, expect, test } from 'vitest'
import { breachesIn } from '../support/layers.ts'
import { COMMANDS } from '../support/nouns-and-verbs.ts'
import { sourcesIn } from '../support/source-files.ts'

test('every source file keeps to its layer', { timeout: 60_000 }, () => {
  const sources = sourcesIn('src', 'kits')
  expect(sources).not.toEqual([])
  expect(sources.flatMap(([file, source]) => breachesIn(file, source))).toEqual([])
})

test('which object may tell which other what to do goes round in no circle', () => {
  const above = (object: string, seen: readonly string[] = []): string[] =>
    (COMMANDS[object] ?? []).flatMap((told) => {
      const next = `${object.split('/')[0]}/${told}`
      return seen.includes(next) ? [next] : [next, ...above(next, [...seen, next])]
    })
  expect(Object.keys(COMMANDS).filter((object) => above(object).includes(object))).toEqual([])
})

describe('a breach is seen', () => {
  test.each([
    [
      'core imports http',
      'src/core/world.ts',
      `import { x } from '../http/endpoint.ts';`,
      'imports src/http/endpoint.ts',
    ],
    ['core imports a package', 'src/core/world.ts', `import qs from 'qs';`, 'imports qs'],
    ['core imports a module of Node', 'src/core/world.ts', `import { join } from 'node:path';`, 'imports node:path'],
    [
      'core imports a module of Node by its old name',
      'src/core/world.ts',
      `import { join } from 'path';`,
      'imports node:path',
    ],
    [
      'http imports a provider',
      'src/http/api.ts',
      `import type { X } from '../providers/plivo/index.ts';`,
      'imports src/providers/plivo/index.ts',
    ],
    ['http imports the server', 'src/http/api.ts', `export * from '../server/app.ts';`, 'imports src/server/app.ts'],
    ['http imports Express', 'src/http/api.ts', `import type { Request } from 'express';`, 'imports express'],
    [
      'the list of providers imports the server',
      'src/providers/index.ts',
      `import { x } from '../server/app.ts';`,
      'imports src/server/app.ts',
    ],
    [
      'a provider imports another provider',
      'src/providers/plivo/message.ts',
      `import { x } from '../telerivet/seed.ts';`,
      'imports src/providers/telerivet/seed.ts',
    ],
    [
      'a provider imports admin',
      'src/providers/plivo/message.ts',
      `import { x } from '../../admin/index.ts';`,
      'imports src/admin/index.ts',
    ],
    [
      'a provider imports the server',
      'src/providers/plivo/message.ts',
      `const x = await import('../../server/app.ts');`,
      'imports src/server/app.ts',
    ],
    [
      'a provider imports the simulator',
      'src/providers/plivo/message.ts',
      `import type { X } from '../../simulator/simulator.ts';`,
      'imports src/simulator/simulator.ts',
    ],
    [
      'a provider uses faker outside its seed',
      'src/providers/plivo/message.ts',
      `import { faker } from '@faker-js/faker/locale/en';`,
      'imports @faker-js/faker/locale/en',
    ],
    [
      'a provider has a truth of its own about phone numbers',
      'src/providers/plivo/message.ts',
      `import { parsePhoneNumberFromString } from 'libphonenumber-js/min';`,
      'imports libphonenumber-js/min',
    ],
    [
      'standards know of the world',
      'src/standards/time-zones.ts',
      `import type { World } from '../core/world.ts';`,
      'imports src/core/world.ts',
    ],
    [
      'http imports standards',
      'src/http/call.ts',
      `import { isCountry } from '../standards/countries.ts';`,
      'imports src/standards/countries.ts',
    ],
    ['a provider imports any other package', 'src/providers/plivo/message.ts', `import qs from 'qs';`, 'imports qs'],
    [
      'one resource imports the endpoints of another',
      'src/providers/telerivet/contacts/endpoints.ts',
      `import { x } from '../groups/endpoints.ts';`,
      'imports src/providers/telerivet/groups/endpoints.ts',
    ],
    [
      'a verb imports a verb of another object to react to what it did itself',
      'src/providers/telerivet/phones/update-phone.ts',
      `import { pauseSending } from '../messages/pause-sending.ts';`,
      'let messages listen in src/providers/telerivet/consequences.ts',
    ],
    [
      'a noun imports a verb, even of its own object',
      'src/providers/telerivet/contacts/contact.ts',
      `import { changeContact } from './change-contact.ts';`,
      'a noun says what something is',
    ],
    [
      'a noun imports endpoints',
      'src/providers/telerivet/contacts/contact.ts',
      `import { contactEndpoints } from './endpoints.ts';`,
      'serves nothing',
    ],
    [
      'an object changes rows of another',
      'src/providers/telerivet/contacts/endpoints.ts',
      `import { messages } from '../messages/message.ts'; world.collection(messages).replaceValue('contact_id', 'CT1', null);`,
      'calls replaceValue: rows of messages are changed in messages/ alone',
    ],
    [
      'an object changes rows of another that it has at hand under a name of its own',
      'src/providers/telerivet/contacts/delete-contact.ts',
      `import { messages } from '../messages/message.ts'; const rows = world.collection(messages); rows.deleteAll([]);`,
      'calls deleteAll: rows of messages are changed in messages/ alone',
    ],
    [
      'a noun changes its rows',
      'src/providers/telerivet/contacts/contact.ts',
      `const contacts = defineCollection('x', {}); world.collection(contacts).insert({ id: '1' });`,
      'a noun changes nothing',
    ],
    [
      'a file beside the folders changes rows',
      'src/providers/telerivet/webhooks.ts',
      `import { messages } from './messages/message.ts'; world.collection(messages).update(row, {});`,
      'move this into the folder of the object that it changes',
    ],
    [
      'a noun sends',
      'src/providers/telerivet/contacts/contact.ts',
      `world.send(messages, draft, {});`,
      'a noun changes nothing',
    ],
    [
      'a noun puts work on the clock',
      'src/providers/telerivet/contacts/contact.ts',
      `world.clock.schedule(1, 'x', {});`,
      'a noun changes nothing',
    ],
    [
      'admin imports a provider',
      'src/admin/index.ts',
      `import { x } from '../providers/plivo/index.ts';`,
      'imports src/providers/plivo/index.ts',
    ],
    [
      'admin imports values of the simulator',
      'src/admin/index.ts',
      `import { x } from '../simulator/simulator.ts';`,
      'imports src/simulator/simulator.ts',
    ],
    [
      'the simulator imports a provider',
      'src/simulator/simulator.ts',
      `import type { X } from '../providers/index.ts';`,
      'imports src/providers/index.ts',
    ],
    [
      'the simulator imports the server',
      'src/simulator/simulator.ts',
      `type X = import('../server/app.ts').X;`,
      'imports src/server/app.ts',
    ],
    [
      'the simulator imports Express',
      'src/simulator/simulator.ts',
      `import express from 'express';`,
      'imports express',
    ],
    [
      'lowdb is used outside snapshots.ts',
      'src/simulator/simulator.ts',
      `import { Low } from 'lowdb';`,
      'imports lowdb',
    ],
    [
      'a file is written outside kept-file.ts',
      'src/simulator/simulator.ts',
      `import { writeFile } from 'node:fs/promises';`,
      'imports node:fs/promises',
    ],
    [
      'the server imports a provider',
      'src/server/app.ts',
      `import { x } from '../providers/index.ts';`,
      'imports src/providers/index.ts',
    ],
    [
      'a provider writes a file',
      'src/providers/plivo/index.ts',
      `import { writeFile } from 'node:fs/promises';`,
      'imports node:fs/promises',
    ],
    [
      'the configuration imports the server',
      'src/config.ts',
      `import { x } from './server/app.ts';`,
      'imports src/server/app.ts',
    ],
    [
      'the client imports what it could only have where textbed runs',
      'src/client/client.ts',
      `import type { World } from '../core/world.ts';`,
      'imports src/core/world.ts',
    ],
    [
      'a kit knows how textbed is made',
      'kits/testing/phone.ts',
      `import { startTextbed } from '../../src/index.ts';`,
      'imports src/index.ts',
    ],
    ['a kit calls for itself', 'kits/testing/phone.ts', `await fetch('http://127.0.0.1');`, 'uses fetch'],
    ['a kit sleeps', 'kits/testing/phone.ts', `setTimeout(() => {}, 1);`, 'uses setTimeout'],
    ['a door imports Express', 'src/cli.ts', `import express from 'express';`, 'imports express'],
    ['a file lies beside the layers', 'src/helpers/misc.ts', '', 'belongs to no layer'],
    ['fetch is called', 'src/server/app.ts', `await fetch('http://127.0.0.1');`, 'uses fetch'],
    ['fetch is handed on', 'src/cli.ts', `start({ send: globalThis.fetch });`, 'uses fetch'],
    ['the environment is read', 'src/config.ts', `const port = process.env.PORT;`, 'uses process.env'],
    ['the environment is imported', 'src/command/env.ts', `import { env } from 'node:process';`, 'uses process.env'],
    ['Date.now() is asked', 'src/core/world.ts', `const now = Date.now();`, 'uses Date.now'],
    ['a Date is made from nothing', 'src/core/world.ts', `const now = new Date();`, 'uses Date()'],
    ['Date() is called as a function', 'src/core/world.ts', `const now = Date();`, 'uses Date()'],
    ['performance is used', 'src/server/app.ts', `const now = performance.now();`, 'uses performance'],
    ['setTimeout is used', 'src/server/app.ts', `setTimeout(() => {}, 1);`, 'uses setTimeout'],
    ['setInterval is used', 'src/server/app.ts', `setInterval(() => {}, 1);`, 'uses setInterval'],
    ['setImmediate is used', 'src/server/app.ts', `setImmediate(() => {});`, 'uses setImmediate'],
    [
      'the timers of Node are imported',
      'src/server/app.ts',
      `import { setTimeout } from 'node:timers/promises';`,
      'imports node:timers/promises',
    ],
    [
      'a wait is made with AbortSignal.timeout',
      'src/server/app.ts',
      `AbortSignal.timeout(1);`,
      'uses AbortSignal.timeout',
    ],
    ['Math.random is used', 'src/core/random.ts', `const x = Math['random']();`, 'uses Math.random'],
    [
      'crypto.getRandomValues is used',
      'src/core/random.ts',
      `crypto.getRandomValues(bytes);`,
      'uses crypto.getRandomValues',
    ],
    [
      'randomUUID is imported',
      'src/providers/plivo/message.ts',
      `import { randomUUID as id } from 'node:crypto';`,
      'uses crypto.randomUUID',
    ],
  ])('%s', (_sentence, file, source, breach) => {
    expect(breachesIn(file, source)).toEqual([expect.stringContaining(breach)])
  })
})

describe('what is allowed passes', () => {
  test.each([
    [
      'a Date made from a number',
      'src/core/clock/clock.ts',
      `new Date(0).toISOString(); Date.UTC(2026, 0); Date.parse('x');`,
    ],
    [
      'a type or a property with a guarded name',
      'src/http/api.ts',
      `type Fetch = typeof fetch; const x = { fetch: 1, setTimeout() {} }; x.fetch; clock.setTimeout();`,
    ],
    ['core within core', 'src/core/world.ts', `import { Clock } from './clock/clock.ts';`],
    ['subpaths of an open package', 'src/http/openapi.ts', `import { OpenApiBuilder } from 'openapi3-ts/oas31';`],
    [
      'the noun of another resource',
      'src/providers/telerivet/contacts/endpoints.ts',
      `import { groups } from '../groups/group.ts';`,
    ],
    [
      'the constructors of endpoints',
      'src/providers/telerivet/contacts/endpoints.ts',
      `import { query } from '../dialect/endpoints.ts';`,
    ],
    [
      'the index of a provider with all its endpoints',
      'src/providers/telerivet/index.ts',
      `import * as contacts from './contacts/endpoints.ts';`,
    ],
    ['faker in a seed', 'src/providers/plivo/seed.ts', `const { faker } = await import('@faker-js/faker/locale/en');`],
    ['signing with a hash', 'src/providers/plivo/callbacks.ts', `import { createHmac } from 'node:crypto';`],
    [
      'admin with types of the simulator',
      'src/admin/index.ts',
      `import type { Simulator } from '../simulator/simulator.ts';`,
    ],
    [
      'a verb with a verb of its own object, nouns of others, and an object that it may tell what to do',
      'src/providers/telerivet/messages/send-message.ts',
      `import { sendOut } from './send-out.ts'; import { phones } from '../phones/phone.ts'; import { createContact } from '../contacts/create-contact.ts';`,
    ],
    [
      'endpoints with the verbs of any object',
      'src/providers/telerivet/contacts/endpoints.ts',
      `import { sendMessage } from '../messages/send-message.ts';`,
    ],
    [
      'a noun that reads rows, its own and others',
      'src/providers/telerivet/contacts/find-contact.ts',
      `import { messages } from '../messages/message.ts'; world.collection(messages).by('contact_id', '1'); const seen = new Set(); seen.delete(1); world.deliveries.get('D1');`,
    ],
    ['files in kept-file.ts', 'src/simulator/kept-file.ts', `import { writeFile } from 'node:fs/promises';`],
    ['lowdb in snapshots.ts', 'src/simulator/snapshots.ts', `import { Low } from 'lowdb';`],
    [
      'Express in the server',
      'src/server/app.ts',
      `import express from 'express'; import { createServer } from 'node:http';`,
    ],
    ['fetch in call-out.ts', 'src/server/call-out.ts', `await fetch(url, { signal: AbortSignal.timeout(1) });`],
    ['the real clock in real-time.ts', 'src/server/real-time.ts', `setTimeout(() => Date.now(), performance.now());`],
    ['the environment in cli.ts', 'src/cli.ts', `export const port = process.env.PORT;`],
    [
      'the start of a textbed for tests',
      'kits/testing/use-textbed.ts',
      `const { startTextbed } = await import('../../src/index.ts');`,
    ],
    [
      'the command with everything',
      'src/cli.ts',
      `import { providers } from './providers/index.ts'; import { serve } from './server/app.ts';`,
    ],
  ])('%s', (_sentence, file, source) => {
    expect(breachesIn(file, source)).toEqual([])
  })
})
