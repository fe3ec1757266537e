import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import type { MediaFile, ShortUrl } from './message.ts'
import { type Scope, renderContent } from './render-content.ts'
import { type LinkParams, countLinks, linkMedia, shortenLinks } from './short-links.ts'

/** What of a request says how its content goes out. */
export interface Template {
  content?: string | undefined
  replace_variables: boolean
  /** The old name of replace_variables. */
  is_template: boolean
  track_clicks: boolean
  short_link_params?: LinkParams | undefined
}

/** More links than any text has. */
const MOST_LINKS = 50

/** The content with its variables replaced. @throws Problem where it becomes too long, or has too many links to track */
export function render(world: World, { content = '', ...template }: Template, scope: Scope): string {
  const rendered = template.replace_variables || template.is_template ? renderContent(world, content, scope) : content
  if (template.track_clicks && countLinks(rendered) > MOST_LINKS)
    throw invalid('content', `must not hold more than ${MOST_LINKS} links where clicks are tracked`)
  return rendered
}

export interface WrittenContent {
  content: string
  short_urls: readonly ShortUrl[]
}

/** The content as it goes out: variables replaced, links shortened, "short links to each [media] URL appended to the end (separated by a new line)". */
export function writeContent(
  world: World,
  template: Template,
  media: readonly MediaFile[] | undefined,
  scope: Scope,
): WrittenContent {
  const rendered = render(world, template, scope)
  const { track_clicks, short_link_params } = template
  if (!track_clicks && !media) return { content: rendered, short_urls: NO_LINKS }
  const how = (track_clicks ? short_link_params : undefined) ?? {}
  const tracked = track_clicks ? shortenLinks(world, rendered, how) : { content: rendered, short_urls: NO_LINKS }
  const files = media ? linkMedia(world, media, how) : NO_LINKS
  return {
    content: [...(tracked.content === '' ? [] : [tracked.content]), ...files.map((file) => file.short_url)].join('\n'),
    short_urls: [...tracked.short_urls, ...files],
  }
}

const NO_LINKS: ShortUrl[] = []
