import { expect, test } from 'vitest'
import { workspaceOf, workspaceRows } from '../../../src/providers/rapidpro/workspace/workspace.ts'
import { type Workspace, startWorkspace } from './start.ts'

/** A workspace with one field of a type, in a zone two hours ahead of UTC, on the first of January 2026. */
async function startWith(type: string): Promise<Workspace & { shown: (value: unknown) => Promise<string | null> }> {
  const workspace = await startWorkspace()
  await workspace.post('fields.json', { name: 'Value', type })
  const shown = async (value: unknown) =>
    (await workspace.post('contacts.json', { fields: { value } })).body.fields.value
  return { ...workspace, shown }
}

test.each([
  ['2.50', '2.5'],
  [2.5, '2.5'],
  ['100', '100'],
  ['007', '7'],
  ['.5', '0.5'],
  ['-0.0', '0'],
  [' -12.340 ', '-12.34'],
  ['1234567890.123456789', '1234567890.123456789'],
  ['1,000', null],
  ['12 km', null],
  ['1e3', null],
  ['١٢', null],
  ['9'.repeat(37), null],
])('the number %s is shown as %s', async (value, shown) => {
  expect(await (await startWith('number')).shown(value)).toBe(shown)
})

test.each([
  // The whole of it, by the clocks of the workspace.
  ['2017-11-11T11:12:13Z', '2017-11-11T13:12:13.000000+02:00'],
  ['2017-11-11T11:12:13.5+05:30', '2017-11-11T07:42:13.500000+02:00'],
  // As people write it where the day comes first.
  ['31-12-2017 14:30', '2017-12-31T14:30:00.000000+02:00'],
  ['31/12/17 2:30pm', '2017-12-31T14:30:00.000000+02:00'],
  ['on 1.2.2017, 12 am', '2017-02-01T00:00:00.000000+02:00'],
  ['1 2 2017 9:05:07.25', '2017-02-01T09:05:07.250000+02:00'],
  ['10-03-2026 5', '2026-03-10T05:00:00.000000+02:00'],
  ['10-03-2026 24:00', '2026-03-10T00:00:00.000000+02:00'],
  ['1-2-99 8:00', '1999-02-01T08:00:00.000000+02:00'],
  ['2017-11-11 11:12', '2017-11-11T11:12:00.000000+02:00'],
  // What has no time after it gets that of now.
  ['9:05 1 2 2017', '2017-02-01T02:00:00.000000+02:00'],
  ['31-12-2017', '2017-12-31T02:00:00.000000+02:00'],
  ['2017-12-31', '2017-12-31T02:00:00.000000+02:00'],
  // The hour after the T is not seen as a number.
  ['2017-11-11T11:12:13', '2017-11-11T12:13:00.000000+02:00'],
  ['12-31-2017', null],
  ['1/1/0500', null],
  ['31-02-2017', null],
  ['tomorrow', null],
  ['12:30', null],
  ['0-0-0000', null],
])('the date %s is shown as %s', async (value, shown) => {
  expect(await (await startWith('datetime')).shown(value)).toBe(shown)
})

test.each([
  ['day_first', '2017-02-01'],
  ['month_first', '2017-01-02'],
  ['year_first', null],
] as const)('1-2-2017 is read by the date style of the workspace: %s, %s', async (date_style, day) => {
  const { shown, world } = await startWith('datetime')
  workspaceRows(world).update(workspaceOf(world), { date_style })
  expect((await shown('1-2-2017 8:00'))?.slice(0, 10) ?? null).toBe(day)
})

test('a value is read when it is written: it stays what it was, whatever its field becomes', async () => {
  const { post, get, advance } = await startWith('text')
  const { uuid } = (await post('contacts.json', { fields: { value: '31-12-2017' } })).body
  await advance('PT1H')
  const shown = async (type: string) => {
    await post('fields.json?key=value', { name: 'Value', type })
    return (await get(`contacts.json?uuid=${uuid}`)).body.results[0].fields.value
  }
  expect(await shown('datetime')).toBe('2017-12-31T02:00:00.000000+02:00')
  expect(await shown('number')).toBeNull()
  expect(await shown('text')).toBe('31-12-2017')
})

test('what cannot be read is kept, shown as null, and cleared by null or nothing', async () => {
  const { post, get } = await startWith('number')
  const { uuid } = (await post('contacts.json', { fields: { value: 'twelve' } })).body
  expect((await get(`contacts.json?uuid=${uuid}`)).body.results[0].fields).toEqual({ value: null })
  await post('fields.json?key=value', { name: 'Value', type: 'text' })
  expect((await get(`contacts.json?uuid=${uuid}`)).body.results[0].fields).toEqual({ value: 'twelve' })
  for (const nothing of [null, '']) {
    await post(`contacts.json?uuid=${uuid}`, { fields: { value: 'x' } })
    expect((await post(`contacts.json?uuid=${uuid}`, { fields: { value: nothing } })).body.fields).toEqual({
      value: null,
    })
  }
})

test('the same value written again changes nothing, among others as well', async () => {
  const { post, advance } = await startWith('text')
  await post('fields.json', { name: 'Other', type: 'text' })
  const first = await post('contacts.json?urn=telegram:1', { fields: { value: 'a', other: 'b' } })
  await advance('PT1H')
  expect((await post('contacts.json?urn=telegram:1', { fields: { value: 'a' } })).body).toEqual(first.body)
})

test.each([
  ['state', 'kigali city', 'Rwanda > Kigali City'],
  ['state', 'Rwanda > Kigali City', 'Rwanda > Kigali City'],
  ['district', 'I live in GASABO!', 'Rwanda > Kigali City > Gasabo'],
  ['ward', 'Remera', 'Rwanda > Kigali City > Gasabo > Remera'],
  ['ward', 'rwanda>kigali city > gasabo >remera', 'Rwanda > Kigali City > Gasabo > Remera'],
  ['state', 'Gasabo', null],
  ['ward', 'nowhere', null],
])('a %s is shown by its path: %s is %s', async (type, value, shown) => {
  expect(await (await startWith(type)).shown(value)).toBe(shown)
})

test('a place is looked for within the one above it, where another field says which that is', async () => {
  const { post } = await startWorkspace()
  for (const [name, type] of [
    ['Province', 'state'],
    ['District', 'district'],
  ])
    await post('fields.json', { name, type })
  const shown = async (fields: object) => (await post('contacts.json', { fields })).body.fields
  const here = { province: 'Rwanda > Kigali City', district: 'Rwanda > Kigali City > Gasabo' }
  expect(await shown({ province: 'Kigali City', district: 'Gasabo' })).toEqual(here)
  expect(await shown({ province: 'Eastern Province', district: 'Gasabo' })).toEqual({
    province: 'Rwanda > Eastern Province',
    district: null,
  })
  // Whoever lives in a district lives in its province.
  await post('contacts.json?urn=telegram:1', { fields: { district: 'Gasabo' } })
  expect((await post('fields.json?key=district', { name: 'District', type: 'state' })).status).toBe(200)
  expect((await post('contacts.json?urn=telegram:1', {})).body.fields.district).toBe('Rwanda > Kigali City')
})
