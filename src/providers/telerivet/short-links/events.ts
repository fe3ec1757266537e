import { type DataOf, eventKind } from '../../../core/events.ts'

/** Somebody followed a short link in a message. */
export const linkClicked = eventKind<{
  provider: 'telerivet'
  message: string
  short_url: string
  broadcast: string | null
  /** The service that the link is to, if it is to one. */
  service: string | null
  /** Whether nobody had clicked on any link of the message before. */
  first: boolean
}>()('telerivet.link.clicked')
export type LinkClicked = DataOf<typeof linkClicked>
