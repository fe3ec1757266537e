import type { CampaignEvent } from '../../campaign-events/campaign-event.ts'

/** The letters of exports for what events of campaigns are made of. */
export const UNIT_LETTERS = { M: 'minutes', H: 'hours', D: 'days', W: 'weeks' } as const satisfies Record<
  string,
  CampaignEvent['unit']
>

/** Interrupt whoever is in a flow, skip them, or start beside it. */
export const START_MODES = { I: 'interrupt', S: 'skip', P: 'passive' } as const satisfies Record<
  string,
  CampaignEvent['start_mode']
>

/** The letter that stands for a word. */
export const letterOf = <L extends string, W extends string>(words: Readonly<Record<L, W>>, word: W): L =>
  (Object.keys(words) as L[]).find((letter) => words[letter] === word)!
