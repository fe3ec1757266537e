import { expect, test } from 'vitest'
import { World } from '../../../../src/core/world.ts'
import { changeContact, createContact } from '../../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../../src/providers/rapidpro/contacts/contact.ts'
import { NO_VALUES, mergeValues } from '../../../../src/providers/rapidpro/contacts/field-values.ts'
import { queriedContact } from '../../../../src/providers/rapidpro/contacts/queried-contact.ts'
import { settingOf } from '../../../../src/providers/rapidpro/contacts/query-setting.ts'
import { createField } from '../../../../src/providers/rapidpro/fields/create-field.ts'
import type { FieldType } from '../../../../src/providers/rapidpro/fields/contact-field.ts'
import { importExport } from '../../../../src/providers/rapidpro/flows/import-flows.ts'
import { furnish } from '../../../../src/providers/rapidpro/furnish.ts'
import { createGroup } from '../../../../src/providers/rapidpro/groups/create-group.ts'
import { groupRows } from '../../../../src/providers/rapidpro/groups/group.ts'
import { matcher } from '../../../../src/providers/rapidpro/queries/matcher.ts'
import { normalForm } from '../../../../src/providers/rapidpro/queries/normal-form.ts'
import type { Setting } from '../../../../src/providers/rapidpro/queries/setting.ts'
import { understand } from '../../../../src/providers/rapidpro/queries/understand.ts'
import { WrongQuery } from '../../../../src/providers/rapidpro/queries/wrong-query.ts'
import { createRun } from '../../../../src/providers/rapidpro/runs/create-run.ts'
import { activeFlows } from '../../../../src/providers/rapidpro/flows/flow.ts'
import { openTicket } from '../../../../src/providers/rapidpro/tickets/open-ticket.ts'
import { defaultTopic } from '../../../../src/providers/rapidpro/topics/topic.ts'
import { changeWorkspace } from '../../../../src/providers/rapidpro/workspace/change-workspace.ts'

const FIELDS: readonly (readonly [name: string, type: FieldType])[] = [
  ['Age', 'number'],
  ['Gender', 'text'],
  ['DOB', 'datetime'],
  ['State', 'state'],
  ['District', 'district'],
  ['Ward', 'ward'],
  ['Language', 'text'],
  ['Empty', 'text'],
  ['Score', 'number'],
]

const aFlow = (name: string, uuid: string): unknown => ({
  uuid,
  name,
  spec_version: '13.1.0',
  language: 'eng',
  type: 'messaging',
  revision: 1,
  expire_after_minutes: 60,
  localization: {},
  nodes: [
    {
      uuid: uuid.replace('1', '2'),
      actions: [],
      exits: [{ uuid: uuid.replace('1', '3'), destination_uuid: null }],
    },
  ],
})

function aWorld(): World {
  const world = new World(
    'w',
    { seed: 'queries', clock: { now: Date.parse('2026-03-10T09:00:00Z') } },
    { breathe: () => undefined, settle: () => Promise.resolve() },
  )
  furnish(world)
  for (const [name, type] of FIELDS) createField(world, { name, type })
  createGroup(world, { name: 'U-Reporters' })
  const site = 'https://textbed.test'
  const flows = [
    aFlow('Registration', '10000000-0000-4000-8000-000000000001'),
    aFlow('Catch All', '10000000-0000-4000-8000-000000000002'),
  ]
  importExport(world, { version: '13', site, flows, campaigns: [], triggers: [], fields: [], groups: [] } as never)
  return world
}

const world = aWorld()
const american = aWorld()
changeWorkspace(american, { country: 'US' })
const inUs = settingOf(american, american.now)
const hidden = { ...inUs, anon: true }

const read = (text: string, setting = inUs): string => {
  const query = understand(text, setting)
  return query instanceof WrongQuery ? `! ${query.message}` : normalForm(query)
}

test.each([
  // A value alone.
  ['"will"', 'name ~ "will"'],
  ['Will', 'name ~ "Will"'],
  ['wi', 'name ~ "wi"'],
  ['w', 'name = "w"'],
  ['w me', 'name = "w" AND name ~ "me"'],
  ['w m', 'name = "w" AND name = "m"'],
  ['é', 'name ~ "é"'],
  ['""', 'name = ""'],
  ['tel:+0123456566', 'urns.tel = "+0123456566"'],
  ['twitter:bobby', 'urns.twitter = "bobby"'],
  ['TEL:+0123456566', 'urns.tel = "+0123456566"'],
  ['"twitter:bobby#Bob"', 'urns.twitter = "bobby"'],
  ['no-scheme:bobby', 'name ~ "no-scheme:bobby"'],
  ['(202) 456-1111', 'urns.tel = "+12024561111"'],
  ['+12024561111', 'urns.tel = "+12024561111"'],
  [' 202.456.1111 ', 'urns.tel = "+12024561111"'],
  ['"+12024561111"', 'urns.tel ~ "+12024561111"'],
  ['12-34-56', 'urns.tel ~ 123456'],
  ['566', 'name ~ 566'],
  // A property, an operator and a value.
  ['Name=will', 'name = "will"'],
  ["Name=O'Shea", 'name = "O\'Shea"'],
  ['Name ~ "felix"', 'name ~ "felix"'],
  ['Name HAS "Felix"', 'name ~ "Felix"'],
  ['name is ""', 'name = ""'],
  ['name != ""', 'name != ""'],
  ['language = spa', 'language = "spa"'],
  ['Group IS U-Reporters', 'group = "U-Reporters"'],
  ['group = u-reporters', 'group = "u-reporters"'],
  ['flow != registration', 'flow != "registration"'],
  ['history = "Catch All"', 'history = "Catch All"'],
  ['CREATED_ON>27-01-2020', 'created_on > "27-01-2020"'],
  ['URN=ewok', 'urn = "ewok"'],
  ['status = ACTIVE', 'status = "ACTIVE"'],
  ['id = 02352', 'id = 02352'],
  ['tickets>0', 'tickets > 0'],
  ['uuid = f81d1eb5-215d-4ae8-90fa-38b3f2d6e328', 'uuid = "f81d1eb5-215d-4ae8-90fa-38b3f2d6e328"'],
  ['tel=""', 'urns.tel = ""'],
  ['tel IS 233', 'urns.tel = 233'],
  ['tel HAS 233', 'urns.tel ~ 233'],
  ['MAILTO ~ user@example.com', 'urns.mailto ~ "user@example.com"'],
  ['URNS.MAILTO = user@example.com', 'urns.mailto = "user@example.com"'],
  ['urns.nothing = 1', 'urns.nothing = 1'],
  ['Age IS 18', 'fields.age = 18'],
  ['FIELDS.AGE != "45"', 'fields.age != 45'],
  ['age > 1.50', 'fields.age > 1.50'],
  ['age > -5', 'fields.age > "-5"'],
  ['age > .5', 'fields.age > ".5"'],
  ['fields.language = "EN"', 'fields.language = "EN"'],
  ['DOB <= 27.01.2020', 'fields.dob <= "27.01.2020"'],
  ['state = Pichincha', 'fields.state = "Pichincha"'],
  ['gender != male', 'fields.gender != "male"'],
  // Marks and escapes.
  [String.raw`name = "O\"Leary"`, String.raw`name = "O\"Leary"`],
  [String.raw`name = "a\tb\x41\102\u0043"`, String.raw`name = "a\tbABC"`],
  [String.raw`name = "\d"`, String.raw`name = "\\d"`],
  ['name = "a\nb"', String.raw`name = "a\nb"`],
  [String.raw`name = "a\"`, String.raw`name = "a\x5c"`],
  [String.raw`name = "a\\" or age = 1`, String.raw`name = "a\x5c" OR fields.age = 1`],
  ['name = "a\u00a0b\u{1f600}"', String.raw`name = "a\u00a0b` + '\u{1f600}"'],
  // Joined.
  ['will felix', 'name ~ "will" AND name ~ "felix"'],
  ['will +123456566', 'name ~ "will" AND urns.tel ~ "+123456566"'],
  ['will AND felix and matt', 'name ~ "will" AND name ~ "felix" AND name ~ "matt"'],
  ['will or felix OR matt', 'name ~ "will" OR name ~ "felix" OR name ~ "matt"'],
  ['name = will OR age > 18 AND tickets = 0', 'name = "will" OR (fields.age > 18 AND tickets = 0)'],
  ['name = will AND age > 18 OR tickets = 0', '(name = "will" AND fields.age > 18) OR tickets = 0'],
  ['(name = will AND age > 18) AND tickets = 0', 'name = "will" AND fields.age > 18 AND tickets = 0'],
  ['will and felix or matt amber', '(name ~ "will" AND name ~ "felix") OR (name ~ "matt" AND name ~ "amber")'],
  ['(will or felix) matt', '(name ~ "will" OR name ~ "felix") AND name ~ "matt"'],
  ['((((will))))', 'name ~ "will"'],
  ['android', 'name ~ "android"'],
  // What is wrong, as the engine says it.
  ['', "! mismatched input '<EOF>' expecting {'(', STRING, PROPERTY, TEXT}"],
  ['$', "! mismatched input '$' expecting {'(', STRING, PROPERTY, TEXT}"],
  ['$ will', "! extraneous input '$' expecting {'(', STRING, PROPERTY, TEXT}"],
  ['will and', "! mismatched input '<EOF>' expecting {'(', STRING, PROPERTY, TEXT}"],
  ['name = ', "! mismatched input '<EOF>' expecting {STRING, PROPERTY, TEXT}"],
  ['name = "x', "! extraneous input '\"' expecting {STRING, PROPERTY, TEXT}"],
  ['name = and', "! mismatched input 'and' expecting {STRING, PROPERTY, TEXT}"],
  ['nam/e = "x"', "! mismatched input '=' expecting <EOF>"],
  ['name. = "x"', "! mismatched input '=' expecting <EOF>"],
  ['.name != "x"', "! mismatched input '!=' expecting <EOF>"],
  ['will)', "! extraneous input ')' expecting <EOF>"],
  ['(will', "! missing ')' at '<EOF>'"],
  ['age = XZ', "! can't convert 'XZ' to a number"],
  ['age = 1e5', "! can't convert '1e5' to a number"],
  ['age > ""', "! can't convert '' to a number"],
  ['dob = AB', "! can't convert 'AB' to a date"],
  ['dob = 30-02-2020', "! can't convert '30-02-2020' to a date"],
  ['created_on = 2020-13-01', "! can't convert '2020-13-01' to a date"],
  ['group = "Cool Kids"', "! 'Cool Kids' is not a valid group name"],
  ['flow = "Nobody"', "! 'Nobody' is not a valid flow name"],
  ['status = "xxxx"', "! 'xxxx' is not a valid contact status"],
  ['language = "zzzzzz"', "! 'zzzzzz' is not a valid language code"],
  ['Name ~ ""', '! contains operator on name requires token of minimum length 2'],
  ['name ~ x', '! contains operator on name requires token of minimum length 2'],
  ['urn ~ "23"', '! contains operator on URN requires value of minimum length 3'],
  ['tel ~ 23', '! contains operator on URN requires value of minimum length 3'],
  ['uuid ~ 234', '! contains conditions can only be used with name or URN values'],
  ['gender ~ M', '! contains conditions can only be used with name or URN values'],
  ['tickets ~ 12', '! contains conditions can only be used with name or URN values'],
  ['uuid > 123', '! comparisons with > can only be used with date and number fields'],
  ['tel < 23425', '! comparisons with < can only be used with date and number fields'],
  ['state >= Pichincha', '! comparisons with >= can only be used with date and number fields'],
  ['uuid = ""', "! can't check whether 'uuid' is set or not set"],
  ['status != ""', "! can't check whether 'status' is set or not set"],
  ['tickets = ""', "! can't check whether 'tickets' is set or not set"],
  ['beers = 12', "! can't resolve 'beers' to attribute, scheme or field"],
  ['xxx.age = 12', "! unknown property type 'xxx'"],
  ['beers = 12 and xxx.age = 12', "! unknown property type 'xxx'"],
  ['x '.repeat(251), '! query is too complex'],
  [`${'('.repeat(101)}will${')'.repeat(101)}`, '! query is too complex'],
  ['x'.repeat(10_001), '! query is too complex'],
])('%j is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ['will', 'name ~ "will"'],
  ['tel:+0123456566', 'name ~ "tel:+0123456566"'],
  ['0123456566', 'id = 123456566'],
  ['+0123456566', 'id = 123456566'],
  ['0123-456-566', 'name ~ "0123-456-566"'],
  ['99999999999999999999', 'name ~ 99999999999999999999'],
  ['URN=""', 'urn = ""'],
  ['mailto!=""', 'urns.mailto != ""'],
  ['URN!=ewok', '! cannot query on redacted URNs'],
  ['tel = 233', '! cannot query on redacted URNs'],
  ['urns.mailto ~ user@example.com', '! cannot query on redacted URNs'],
])('where addresses are hidden, %j is read as %s', (text, expected) => {
  expect(read(text, hidden)).toBe(expected)
})

changeWorkspace(world, { timezone: 'Africa/Kigali' })
const bob = (() => {
  const values = new Map([
    ['gender', 'male'],
    ['age', '36'],
    ['dob', '1981-05-28T13:30:23Z'],
    ['state', 'Kigali City'],
    ['district', 'Gasabo'],
    ['score', '007.250'],
  ])
  const contact = createContact(
    world,
    { name: 'Bob Smithwick', language: 'kin', ...mergeValues(world, NO_VALUES, values) },
    ['tel:+59313145145', 'twitter:bob_smith', 'tel:+250788123123'],
  )
  openTicket(world, { contact, topic: defaultTopic(world), note: undefined, by: null })
  const group = groupRows(world)
    .all()
    .find(({ name }) => name === 'U-Reporters')!
  changeContact(world, contactRows(world).get(contact.id)!, {
    groups: [...contactRows(world).get(contact.id)!.groups, group.id],
    last_seen_on: Date.parse('2026-03-09T22:30:00Z') * 1000,
  })
  const flow = activeFlows(world).find(({ name }) => name === 'Registration')!
  createRun(world, { contact: contact.id, flow, start: null })
  return contactRows(world).get(contact.id)!
})()
const nobody = createContact(world, {}, [])

const finds = (text: string, contact: typeof bob): boolean => {
  const setting = settingOf(world, world.now)
  const query = understand(text, setting)
  if (query instanceof WrongQuery) throw query
  return matcher(query, setting)(queriedContact(contactRows(world).get(contact.id)!, world))
}

test.each([
  [`uuid = ${bob.id.toUpperCase()}`, true, false],
  ['uuid = xyz', false, false],
  [`id = ${bob.sequence}`, true, false],
  ['name = "BOB smithwick"', true, false],
  ['name = " bob smithwick "', true, false],
  ['name = Bob', false, false],
  ['name ~ Bob', true, false],
  ['name ~ Bobby', false, false],
  ['name ~ Sm', true, false],
  ['name ~ mith', false, false],
  ['name ~ Smithwicke', true, false],
  ['name ~ Smithx', false, false],
  ['name ~ "Zed Bob"', true, false],
  ['smithwick', true, false],
  ['name = ""', false, true],
  ['name != ""', true, false],
  ['name != Bob', true, true],
  ['language = KIN', true, false],
  ['language != eng', true, true],
  ['language = ""', false, true],
  ['status = active', true, true],
  ['status != blocked', true, true],
  ['group = u-reporters', true, false],
  ['group != U-Reporters', false, true],
  ['group = ""', false, true],
  ['flow = ""', true, true],
  ['history = registration', true, false],
  ['history != registration', false, true],
  ['history = "Catch All"', false, false],
  ['tickets = 1', true, false],
  ['tickets > 0', true, false],
  ['tickets != 0', true, false],
  ['tickets <= 0.5', false, true],
  ['tel = +59313145145', true, false],
  ['tel = +59313140000', false, false],
  ['tel != +59313140000', true, true],
  ['tel != +59313145145', false, true],
  ['tel != +250788123123', false, true],
  ['tel:+59313145145', true, false],
  ['0788123123', true, false],
  ['tel has 45145', true, false],
  ['tel ~ 33333', false, false],
  ['TWITTER IS BOB_smith', true, false],
  ['urn ~ smith', true, false],
  ['urn = bob_smith', true, false],
  ['whatsapp = 4533343', false, false],
  ['whatsapp = ""', true, true],
  ['urn = ""', false, true],
  ['Gender is MALE', true, false],
  ['gender = female', false, false],
  ['gender != female', true, true],
  ['gender != ""', true, false],
  ['empty != male', true, true],
  ['age = 36', true, false],
  ['age = 36.0', true, false],
  ['age != 36', false, true],
  ['age > 36', false, false],
  ['age > 35.99', true, false],
  ['age >= 36', true, false],
  ['age < 100', true, false],
  ['age > -1', true, false],
  ['age <= 9', false, false],
  ['score = 7.25', true, false],
  ['score < 7.3', true, false],
  ['score > 7.2', true, false],
  ['dob = 28/05/1981', true, false],
  ['dob = 1981-05-28', true, false],
  ['dob = 29/05/1981', false, false],
  ['dob != 28/05/1981', false, true],
  ['dob != 29/05/1981', true, true],
  ['dob > 28/05/1981', false, false],
  ['dob > 27/05/1981', true, false],
  ['dob >= 28/05/1981', true, false],
  ['dob < 28/05/1981', false, false],
  ['dob <= 28/05/1981', true, false],
  ['dob <= 27/05/1981', false, false],
  ['dob = "28/05/81 23:59"', true, false],
  // In Kigali that evening is after midnight already.
  ['last_seen_on = 10-03-2026', true, false],
  ['last_seen_on = 09-03-2026', false, false],
  ['last_seen_on = 2026-03-09T12:00:00Z', true, false],
  ['last_seen_on = 2026-03-09T12:00:00+02:00', false, false],
  ['last_seen_on != ""', true, false],
  ['created_on = 10-03-2026', true, true],
  ['created_on > 10-03-2026', false, false],
  ['state = "kigali city"', true, false],
  ['district = GASABO', true, false],
  ['district != Kicukiro', true, true],
  ['ward = ""', true, true],
  ['age != "" AND ward != ""', false, false],
  ['age != "" OR ward != ""', true, false],
  ['age = 36 AND gender = male', true, false],
  ['age = 36 AND gender = female', false, false],
  ['age = 35 OR gender = female', false, false],
  ['(age = 36 OR gender = female) AND age > 35', true, false],
  ['age = 36 OR gender = male AND age = 34', true, false],
  ['NAME = "bob smithwick"', true, false],
  ['fields.age = 36', true, false],
  ['urns.twitter = bob_smith', true, false],
  ['urns.tel != ""', true, false],
  ['tel = ""', false, true],
  ['twitter != ""', true, false],
  ['twitter ~ bob', true, false],
  ['urn != ""', true, false],
  ['age > 18 gender = male', true, false],
  ['age > 40 gender = male', false, false],
  ['(gender = male) (age > 40 OR state = "Kigali City")', true, false],
  ['gender = male OR gender = female AND age > 100', true, false],
  ['(gender = male OR gender = female) AND age > 100', false, false],
  ['gender = " male "', true, false],
  ['gender = ""', false, true],
  ['state != ""', true, false],
  ['state = ""', false, true],
  ['district != ""', true, false],
  ['dob = ""', false, true],
  ['dob != ""', true, false],
  ['score != ""', true, false],
  ['score >= 7.25', true, false],
  ['score <= 7.2499', false, false],
  ['age != 35', true, true],
  ['age = ""', false, true],
  ['language != ""', true, false],
  ['tickets = 0', false, true],
  ['tickets >= 1', true, false],
  ['tickets < 1', false, true],
  ['created_on >= 10-03-2026', true, true],
  ['created_on < 11-03-2026', true, true],
  ['created_on <= 09-03-2026', false, false],
  ['created_on != 10-03-2026', false, false],
  ['last_seen_on > 09-03-2026', true, false],
  ['last_seen_on < 10-03-2026', false, false],
  ['last_seen_on = ""', false, true],
  ['group = U-Reporters AND tickets > 0', true, false],
])('%s: of Bob %s, of a contact of whom nothing is known %s', (text, ofBob, ofNobody) => {
  expect([finds(text, bob), finds(text, nobody)]).toEqual([ofBob, ofNobody])
})

/** Pieces of which queries are made, those that end or begin others among them. */
const PIECES: readonly string[] = [
  ...Array.from('()"\\=~<>!. \n$é١:+#?%'),
  ...'and OR has is name age fields.age urns.tel x.y dob tel İ \u{1e900} will 18 -5 27-01-2020 tel:+1 a:b#c !='.split(
    ' ',
  ),
  ...'\\" \\x41 \\u00 "a_b" "" "\\\\"'.split(' '),
  '\ud800',
  '0788 123',
]

const here = settingOf(world, world.now)

test('any text is a query or says why it is none, and what is written back is read the same', () => {
  const kinds = { read: 0, refused: 0 }
  const faults: string[] = []
  for (let nth = 0; nth < 8000; nth++) {
    const draw = (of: number, place: number) => Math.floor(world.random.fraction('test', `${nth} ${place}`) * of)
    const pieces = Array.from({ length: draw(9, 0) }, (_, place) => PIECES[draw(PIECES.length, place + 1)])
    const text = pieces.join(draw(2, 99) === 0 ? ' ' : '')
    for (const setting of [here, hidden]) {
      const query = understand(text, setting)
      kinds[query instanceof WrongQuery ? 'refused' : 'read']++
      const fault = query instanceof WrongQuery ? noSentence(query) : notTheSame(normalForm(query), setting)
      if (fault) faults.push(`${JSON.stringify(text)} ${fault}`)
    }
  }
  expect(faults).toEqual([])
  // Otherwise it would say nothing.
  expect(Math.min(kinds.read, kinds.refused)).toBeGreaterThan(1000)
})

const noSentence = ({ message, onPages }: WrongQuery): string | undefined =>
  message === '' || onPages === '' ? 'is refused without a word' : undefined

function notTheSame(normal: string, setting: Setting): string | undefined {
  const again = understand(normal, setting)
  const form = again instanceof WrongQuery ? again.message : normalForm(again)
  return form === normal ? undefined : `is written back as ${normal}, and that as ${form}`
}
