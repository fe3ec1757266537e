import * as Type from 'typebox'
import { FURTHEST } from '../../core/store/kept.ts'
import { type Slices, inSlices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import type { Provider } from '../../http/api.ts'
import { SOMEBODY } from '../../http/example.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { Reply } from '../../http/message.ts'
import { invalid } from '../../http/problem.ts'
import { duration, list, number, object, yesOrNo } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { waitingOf } from '../journal/await-entry.ts'
import { codesIn } from '../messages/codes.ts'
import { type Criteria, afterField, criteriaFields, criteriaOf, shownCriteria } from '../messages/criteria.ts'
import { showMessages } from '../messages/show-messages.ts'
import { messageView } from '../messages/message.ts'
import { inWorld, iso, worldOf } from '../worlds/world.ts'
import { awaitTexts } from './await-texts.ts'
import { Lookout } from './lookout.ts'
import { type Nearest, messageOf, nearestOf } from './verdict.ts'

const expectedSchema = Type.Array(Type.Record(Type.String(), Type.String()), {
  description: 'The criteria, as they were understood.',
})
const after = Type.Integer({ description: 'Give it as `after`, and only later texts are looked at.' })

const metSchema = Type.Object({
  messages: Type.Array(messageView.schema, { description: 'The texts that fit, in the order in which they arrived.' }),
  groups: Type.Array(Type.Array(Type.Union([Type.String(), Type.Null()])), {
    description: 'What the groups of the pattern found in each of them; without a pattern there are none.',
  }),
  otp: Type.Array(Type.String(), { description: 'The codes in them: four to eight digits that stand alone.' }),
  after,
  now: Type.String({ description: "The world's time." }),
})

const unmetSchema = Type.Object({
  error: Type.Object({ code: Type.Literal('unmet'), message: Type.String() }),
  expected: expectedSchema,
  came: Type.Array(messageView.schema, { description: 'What came instead: the last of it.' }),
  nearest: Type.Array(
    Type.Object({
      message: Type.String({ description: 'The id of one of them.' }),
      differs: Type.Array(Type.String(), { description: 'What it has where another was expected.' }),
    }),
    { description: 'What came nearest, best first.' },
  ),
  after,
  now: Type.String({ description: "The world's time." }),
})

/** So much of what came instead is shown. */
const MOST_SHOWN = 20

const expectTexts = endpoint({
  id: 'admin.expect',
  method: 'post',
  path: `${inWorld}/expect`,
  tag: 'Messages',
  summary:
    'Answers once texts are there that are expected, moving the clock where it stands still; 417 where they do not come.',
  description: [
    'Looks at what is there first. While nothing fits, and no broadcast has still to write its texts, it waits up to `patience` for code that works in the background.',
    'Then it moves the clock of a world whose time nobody moves, one job after the other, `within` at most, and stops at the moment at which all is met.',
    'With `times` the whole of `within` passes, because one more may come.',
    'A text towards a person fits once it is on their phone, unless `state` says otherwise.',
  ].join(' '),
  body: {
    ...criteriaFields,
    times: optional(
      number('How often exactly; 0 for never. At least once unless given.', { whole: true, min: 0, max: 10_000 }),
    ),
    in_order: optional(
      list('Several texts, each of which comes after the one before it.', object('A text.', criteriaFields), {
        min: 1,
        max: 100,
      }),
    ),
    within: withDefault(duration('How far the clock may be moved.'), 0),
    patience: withDefault(number('Real seconds to wait while nothing fits.', { min: 0, max: 300 }), 0),
    settle: withDefault(
      yesOrNo(
        'Whether what else is due at the moment at which all is met is done as well, such as receipts. Where it is not, they are owed, and can be held.',
      ),
      true,
    ),
    after: afterField,
  },
  returns: metSchema,
  alsoReturns: { 417: unmetSchema },
  example: () => ({ body: { phone: SOMEBODY, direction: 'outbound' } }),
  async handle(call) {
    const world = worldOf(call)
    const { simulator } = call.caller
    const waiting = waitingOf(call)
    const { times, in_order, within, patience, settle, after: first, ...given } = call.body
    refuseMoreThanOneCount(times, in_order)
    refuseUnreachable(world, within, patience)
    const inOrder: Criteria[] = []
    for (const [index, one] of (in_order ?? [{}]).entries())
      inOrder.push(
        await criteriaOf({ ...given, ...one }, simulator.providers, in_order === undefined ? [] : ['in_order', index]),
      )
    const lookout = new Lookout(world, { inOrder, times, after: first })
    await awaitTexts(
      lookout,
      { real: patience * 1000, virtual: within, settle, makers: makersOf(simulator.providers) },
      waiting,
    )
    const { breathe } = waiting
    return lookout.isMet
      ? met(world, lookout, await inSlices(groupsIn(lookout), breathe))
      : unmet(world, lookout, await inSlices(nearestOf(lookout), breathe))
  },
})

/** The kinds of jobs that make texts. */
const makersOf = (providers: readonly Provider[]): ReadonlySet<string> =>
  new Set(providers.flatMap(({ jobs = [] }) => jobs.flatMap(({ name, makesTexts }) => (makesTexts ? name : []))))

/** What the groups of patterns have in each text that was found. Patterns may take long: a slice is one text. */
function* groupsIn({ found, expected: { inOrder } }: Lookout): Slices<(string | null)[][]> {
  const groups: (string | null)[][] = []
  for (const [index, { text }] of found.entries()) {
    const wording = inOrder[inOrder.length > 1 ? index : 0]!.text
    if (wording?.isPattern) groups.push(wording.find(text)!.slice(1))
    yield
  }
  return groups
}

function met(world: World, { found, expected }: Lookout, groups: (string | null)[][]) {
  return jsonObject({
    messages: jsonList(showMessages(world, found)),
    groups,
    otp: found.flatMap(({ text }) => codesIn(text)),
    after: found.reduce((last, { entry }) => Math.max(last, entry), expected.after),
    now: iso(world.now),
  })
}

function unmet(world: World, lookout: Lookout, nearest: readonly Nearest[]) {
  const came = lookout.texts.slice(-MOST_SHOWN).map((text) => lookout.now(text))
  return new Reply(
    417,
    jsonObject({
      error: { code: 'unmet', message: messageOf(world, lookout, nearest) },
      expected: lookout.expected.inOrder.map(shownCriteria),
      came: jsonList(showMessages(world, came, { inPassing: true })),
      nearest: nearest.map(({ text, differs }) => ({ message: text.id, differs })),
      after: lookout.expected.after,
      now: iso(world.now),
    }),
  )
}

function refuseMoreThanOneCount(times: number | undefined, inOrder: unknown[] | undefined): void {
  if (times !== undefined && inOrder !== undefined && inOrder.length > 1)
    throw invalid(
      'times',
      '"times" is for one text alone: leave it out where several are expected in order, or name one as often as it is to come.',
    )
}

function refuseUnreachable({ clock }: World, within: number, patience: number): void {
  if ((clock.mode === 'real' || clock.mode === 'scaled') && within > patience * 1000 * clock.speed)
    throw invalid(
      'within',
      `The clock of this world follows real time, and is not moved here: within ${within / 1000} s it gets no further than "patience" lets it, ${patience} s. Give as much patience, or set the clock to "frozen" and let this call move it.`,
    )
  if (clock.now + within > FURTHEST)
    throw invalid('within', `The clock stands at ${iso(clock.now)} and goes no further than ${iso(FURTHEST)}.`)
}

export const expectEndpoints = [expectTexts]
