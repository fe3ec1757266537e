import { expect, test } from 'vitest'
import { addChannel, startWorkspace } from './start.ts'

test('texts are counted by channel and by day of UTC', async () => {
  const workspace = await startWorkspace()
  const { get, post, handset, advance, address, channel } = workspace
  const second = addChannel(workspace, '+250780000002')
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  await handset('+250788123123').writes(address, 'one')
  await handset('+250788123123').writes(address, 'two')
  await post('messages.json', { contact: 'tel:+250788123123', text: 'three' })
  // What no channel sends is counted for none.
  await post('contacts.json', { urns: ['telegram:1'] })
  await post('messages.json', { contact: 'telegram:1', text: 'lost' })
  await advance('P1D')
  await handset('+250788123124').writes(second.address, 'four')
  expect((await get('statistics.json')).body).toEqual({
    results: [
      { date: '2026-01-01', channels: { [channel]: { type: 'external', counts: { 'text:in': 2, 'text:out': 1 } } } },
      { date: '2026-01-02', channels: { [second.id]: { type: 'external', counts: { 'text:in': 1 } } } },
    ],
  })
})

test('since is inclusive and until exclusive; they span at most 366 days', async () => {
  const { get, handset, advance, address } = await startWorkspace()
  for (let day = 0; day < 3; day++) {
    await handset('+250788123123').writes(address, 'hi')
    await advance('P1D')
  }
  const dates = async (query: string) =>
    (await get(`statistics.json?${query}`)).body.results.map(({ date }: { date: string }) => date)
  expect(await dates('since=2026-01-02')).toEqual(['2026-01-02', '2026-01-03'])
  expect(await dates('since=2026-01-01&until=2026-01-03')).toEqual(['2026-01-01', '2026-01-02'])
  expect(await dates('since=2026-01-03&until=2026-01-01')).toEqual([])
  expect(await dates('since=soon')).toEqual([])
  expect(await dates('since=2025-01-01&until=2026-01-02')).toEqual(['2026-01-01'])
  const long = await get('statistics.json?since=2025-01-01&until=2026-01-03')
  expect([long.status, long.body]).toEqual([400, { detail: 'There may be at most 366 days between since and until.' }])
  await advance('P91D')
  expect(await dates('')).toEqual([])
})
