import * as Type from 'typebox'
import type { Credentials } from '../../core/keyring.ts'
import type { Medium } from '../../core/network/attached.ts'
import type { HandsetMessage } from '../../core/network/handset.ts'
import { viewOf } from '../../http/view.ts'
import { iso } from '../worlds/world.ts'

/** Whoever looks: where they called, and what opens the media that lie here. */
interface Looker {
  origin: string
  credentials: Credentials
}

/** How a text looks on the phone of whoever got or wrote it. */
export const handsetMessageView = viewOf<HandsetMessage, Looker>()('Handset message', {
  direction: [Type.Union([Type.Literal('received'), Type.Literal('wrote')]), ({ direction }) => direction],
  provider: [
    Type.String({ description: 'The platform that it came through, or went to.' }),
    ({ provider }) => provider,
  ],
  from: [Type.String(), ({ from }) => from],
  to: [Type.String(), ({ to }) => to],
  text: [
    Type.Optional(Type.String({ description: 'Missing where media or rich content stand alone.' })),
    ({ text }) => text,
  ],
  media: [
    Type.Optional(
      Type.Array(
        Type.Object(
          {
            url: Type.Optional(Type.String({ description: 'Never fetched.' })),
            content_type: Type.Optional(Type.String()),
          },
          { additionalProperties: false },
        ),
        { description: 'Pictures, sounds and files that came with it.' },
      ),
    ),
    ({ media, provider }, _world, { origin, credentials }) =>
      media?.map((medium) => withAddress(medium, credentials[provider], origin)),
  ],
  rich: [
    Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'What else came with it, by its kind, as it was sent: a template, buttons, a place.',
      }),
    ),
    ({ rich }) => rich,
  ],
  at: [Type.String(), ({ at }) => iso(at)],
})

/** Media that lie here are known by their path: who may open them differs from world to world. */
function withAddress(medium: Medium, credentials: Readonly<Record<string, string>> = {}, origin: string): Medium {
  if (!medium.url?.startsWith('/')) return medium
  const named = medium.url.replace(/\{(\w+)\}/g, (name, key: string) =>
    Object.hasOwn(credentials, key) ? credentials[key]! : name,
  )
  return { ...medium, url: origin + named }
}
