import { describe, expect, test } from 'vitest'
import { plivo } from '../../../src/providers/plivo/index.ts'
import { openAccount, type OpenAccount } from './open-account.ts'

/** What a filter is asked for, what then shows, and what no longer does; null where the simulator has nothing that it fits. */
type Line = [value: string, shown: string | null, hidden: string, beside?: string]

/** Every parameter of every list that says which records are wanted. A filter without a line fails the last test. */
const FILTERS: Record<string, Record<string, Line>> = {
  'plivo.listMessages': {
    subaccount: ['{branch}', 'branch', 'sms'],
    message_direction: ['inbound', 'inbound', 'sms'],
    message_state: ['failed', 'failed', 'sms'],
    message_type: ['mms', 'mms', 'sms'],
    message_time: ['2026-01-01 00:00', 'sms', 'inbound'],
    message_time__gt: ['2026-01-01 00:30', 'inbound', 'sms'],
    message_time__gte: ['2026-01-01 01:00', 'inbound', 'sms'],
    message_time__lt: ['2026-01-01 01:00', 'sms', 'inbound'],
    message_time__lte: ['2026-01-01 00:30', 'sms', 'inbound'],
    error_code: ['80', 'failed', 'sms'],
    powerpack_id: ['{powerpack}', 'powerpack', 'sms'],
    from_number: ['+13125550177', 'mms', 'sms'],
    to_number: ['442071230000', 'whatsapp', 'sms'],
    from: ['13125550177', 'mms', 'sms'],
    to: ['442071230000', 'whatsapp', 'sms'],
    tendlc_campaign_id: ['C1', null, 'sms'],
    tendlc_registration_status: ['registered', null, 'sms'],
    destination_country_iso2: ['gb', 'whatsapp', 'sms'],
    conversation_id: ['{conversation}', 'whatsapp', 'sms'],
    conversation_origin: ['service', 'whatsapp', 'sms'],
  },
  'plivo.listApplications': {
    subaccount: ['{branch}', "The branch's", 'textbed'],
    app_name: ['the BRANCH', "The branch's", 'textbed'],
  },
  'plivo.listNumbers': {
    subaccount: ['{branch}', '44200550100', '14155550100'],
    type: ['tollfree', '18335550100', '14155550100'],
    number_startswith: ['1415', '14155550100', '18335550100'],
    alias: ['Desk', '44200550100', '14155550100'],
    services: ['sms,mms', '14155550100', '44200550100'],
    cnam_lookup: ['enabled', '44200550100', '14155550100'],
    renewal_date: ['2026-01-31', '14155550100', '44200550100'],
    renewal_date__gt: ['2026-01-31', '44200550100', '14155550100'],
    renewal_date__gte: ['2026-02-01', '44200550100', '14155550100'],
    renewal_date__lt: ['2026-02-01', '14155550100', '44200550100'],
    renewal_date__lte: ['2026-01-31', '14155550100', '44200550100'],
    tendlc_campaign_id: ['C1', null, '14155550100'],
    tendlc_registration_status: ['UNREGISTERED', '14155550100', '18335550100'],
    toll_free_sms_verification: ['unverified', '18335550100', '14155550100'],
    toll_free_sms_verification_order_status: ['x', null, '14155550100'],
  },
  'plivo.searchPhoneNumbers': {
    country_iso: ['gb', '44200550101', '12015550100', 'country_iso=US'],
    type: ['mobile', '44950550100', '44200550101', 'country_iso=GB'],
    pattern: ['415', '14155550101', '12015550100', 'country_iso=US'],
    services: ['voice,mms', null, '44200550101', 'country_iso=GB'],
    region: ['california', '14155550101', '12015550100', 'country_iso=US'],
    city: ['Oakland', null, '12015550100', 'country_iso=US'],
    lata: ['722', null, '12015550100', 'country_iso=US'],
    rate_center: ['SNFC CNTRL', null, '12015550100', 'country_iso=US'],
    npanxx: ['415555', '14155550101', '12015550100', 'country_iso=US'],
  },
  'plivo.listPoolNumbers': {
    starts_with: ['1833', '18335550100', '44200550100'],
    country_iso2: ['gb', '44200550100', '18335550100'],
    type: ['tollfree', '18335550100', '44200550100'],
    service: ['mms', '18335550100', '44200550100'],
  },
  'plivo.listPoolTollfrees': {
    starts_with: ['1833', '18335550100', '18445550100'],
    country_iso2: ['gb', null, '18335550100'],
    type: ['fixed', null, '18335550100'],
    service: ['mms', '18335550100', '18445550100'],
  },
}

/** An account with something for every filter to find, and something to leave out. */
async function furnished(): Promise<{
  account: OpenAccount
  pool: string
  /** The uuids of messages, and what stands for a value in braces. */
  names: Record<string, string>
}> {
  const account = await openAccount()
  const { call, send, world, read, authId } = account
  const { auth_id, auth_token } = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body
  const { uuid, number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Pack' } })).body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  await world.admin('POST', '/delivery-plans', {
    to: '+14155550199',
    steps: [{ after: 1, state: 'failed', reason: 'unreachable' }],
  })
  await call('POST', `${pool}Number/18335550100/`, { body: { rent: true, service: 'mms' } })

  const sent: Record<string, string[]> = {
    sms: await send(),
    mms: await send({ src: '13125550177', type: 'mms', media_urls: ['http://a.test/cat.png'] }),
    whatsapp: await send({ type: 'whatsapp', dst: '442071230000' }),
    failed: await send({ dst: '14155550199' }),
    powerpack: await send({ src: undefined, powerpack_uuid: uuid }),
  }
  const asBranch = { authorization: `Basic ${Buffer.from(`${auth_id}:${auth_token}`).toString('base64')}` }
  const own = await world.call('POST', `/v1/Account/${auth_id}/Message/`, {
    headers: asBranch,
    body: { src: '14155550100', dst: '14155550123', text: 'ours' },
  })
  sent['branch'] = own.body.message_uuid
  await world.advance('PT1H')
  await world.handset('+14155550123').writes('+14155550100', 'Hi')
  const inbound = (await call('GET', '/Message/?limit=1')).body.objects[0].message_uuid
  const names: Record<string, string> = {
    ...Object.fromEntries(Object.entries(sent).map(([name, [id]]) => [name, id!])),
    inbound,
  }

  await world.advance('P1D')
  await call('POST', '/PhoneNumber/44200550100/', { body: { alias: 'Desk', cnam_lookup: 'enabled' } })
  await call('POST', '/Number/44200550100/', { body: { subaccount: auth_id } })
  await call('POST', `${pool}Number/44200550100/`, { body: {} })
  await call('POST', `${pool}Tollfree/18445550100/`, { body: { rent: true } })
  await call('POST', '/Application/', { body: { app_name: "The branch's", subaccount: auth_id } })
  const { conversation_id } = await read(names['whatsapp']!)
  return {
    account,
    pool,
    names: { ...names, '{branch}': auth_id, '{powerpack}': uuid, '{conversation}': conversation_id },
  }
}

const PATHS: Record<string, (pool: string) => string> = {
  'plivo.listMessages': () => '/Message/',
  'plivo.listApplications': () => '/Application/',
  'plivo.listNumbers': () => '/Number/',
  'plivo.searchPhoneNumbers': () => '/PhoneNumber/',
  'plivo.listPoolNumbers': (pool) => `${pool}Number/`,
  'plivo.listPoolTollfrees': (pool) => `${pool}Tollfree/`,
}

describe.each(Object.keys(FILTERS))('%s shows what fits and leaves out what does not:', async (id) => {
  const { account, names, pool } = await furnished()
  const listed = async (query: string): Promise<string[]> => {
    const shown: string[] = []
    for (let path = `${PATHS[id]!(pool)}?${query}`; path;) {
      const { status, body, text } = await account.call('GET', path)
      if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`)
      for (const one of body.objects) shown.push(one.message_uuid ?? one.app_name ?? one.number)
      path = body.meta.next?.replace(`/v1/Account/${account.authId}`, '')
    }
    return shown
  }

  test.each(Object.entries(FILTERS[id]!))('%s', async (filter, [value, shown, hidden, beside = '']) => {
    const asked = value.startsWith('{') ? names[value]! : value
    const found = await listed(`${beside}&${filter}=${encodeURIComponent(asked)}`)
    const one = shown === null ? null : (names[shown] ?? shown)
    expect([found.length > 0, found.find((name) => name === one) ?? null]).toEqual([one !== null, one])
    expect(found).not.toContain(names[hidden] ?? hidden)
    // Without the filter it is there, or its absence would prove nothing.
    expect(await listed(beside)).toContain(names[hidden] ?? hidden)
  })
})

test('no list takes a filter that this table does not know', () => {
  const declared = plivo.endpoints
    .filter(({ method, query }) => method === 'get' && query?.limit)
    .map(({ id, query }): [string, string[]] => [
      id,
      Object.keys(query).filter((name) => name !== 'limit' && name !== 'offset'),
    ])
    .filter(([, names]) => names.length > 0)
  expect(Object.fromEntries(declared)).toEqual(
    Object.fromEntries(Object.entries(FILTERS).map(([id, lines]) => [id, Object.keys(lines)])),
  )
})
