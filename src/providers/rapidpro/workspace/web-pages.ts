import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { choice, list, text, yesOrNo } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { isCountry } from '../../../standards/countries.ts'
import { isLanguage } from '../../../standards/languages.ts'
import { isTimeZone } from '../../../standards/time-zones.ts'
import { changeWorkspace } from './change-workspace.ts'
import { DATE_STYLES, type Workspace, workspaceOf, workspaceView } from './workspace.ts'

const workspacePageView = viewOf<Workspace>()('Workspace settings', {
  ...workspaceView.members,
  flagged: [
    Type.Boolean({ description: 'Whether it was flagged by the people of the service.' }),
    ({ flagged }) => flagged,
  ],
  suspended: [Type.Boolean({ description: 'Whether they have stopped it.' }), ({ suspended }) => suspended],
})

/** A world has one workspace. Its settings are changed on the web pages, some of them by the people of the service alone. */
export const workspacePages = webPages({
  noun: 'workspace',
  nouns: 'workspaces',
  view: workspacePageView,
  rows: (world: World) => [workspaceOf(world)],
  change: {
    description:
      'What is changed holds from the next call on. A workspace that is flagged or suspended has every call with a body refused.',
    body: {
      name: optional(text('What it is called.', { min: 1, max: 128, pattern: /\S/ })),
      country: optional(
        text('ISO 3166-1 alpha-2: how local numbers are read, and which boundaries there are. Empty if unknown.', {
          pattern: /^(?:[A-Z]{2})?$/,
          known: { is: (code) => code === '' || isCountry(code), what: 'a country of ISO 3166-1, such as RW' },
        }),
      ),
      languages: optional(
        list(
          'ISO 639-3; the first is the one of untranslated texts.',
          text('One of them.', {
            pattern: /^[a-z]{3}$/,
            known: { is: isLanguage, what: 'a language of ISO 639-3, such as kin' },
          }),
          { min: 1, max: 100 },
        ),
      ),
      timezone: optional(
        text('A name in the TZ database.', {
          max: 64,
          known: { is: isTimeZone, what: 'a time zone of the TZ database, such as Africa/Kigali' },
        }),
      ),
      date_style: optional(choice('How dates are written.', DATE_STYLES)),
      anon: optional(yesOrNo('Whether the addresses of contacts are hidden.')),
      flagged: optional(yesOrNo('Whether it was flagged by the people of the service.')),
      suspended: optional(yesOrNo('Whether they have stopped it.')),
    },
    example: () => ({ name: 'Clinic of Kigali', date_style: 'day_first' }),
    apply(world, _workspace, asked) {
      const given = Object.entries(asked).filter(([, value]) => value !== undefined)
      return changeWorkspace(world, Object.fromEntries(given))
    },
  },
})
