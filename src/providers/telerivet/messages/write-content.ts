import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import type { MediaFile, ShortUrl } from './message.ts'
import { type Scope, renderContent } from './render-content.ts'
import { type LinkParams, countLinks, linkMedia, linkServices, shortenLinks } from './short-links.ts'

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
  const { track_clicks, short_link_params } = template
  const how = (track_clicks ? short_link_params : undefined) ?? {}
  const linked = withServices(world, template, scope, how)
  const rendered = render(world, { ...template, content: linked.content }, scope)
  if (!track_clicks && !media) return { content: rendered, short_urls: linked.short_urls }
  const tracked = track_clicks
    ? shortenLinks(world, rendered, how, linked.short_urls)
    : { content: rendered, short_urls: linked.short_urls }
  const files = media ? linkMedia(world, media, how) : NO_LINKS
  return {
    content: [...(tracked.content === '' ? [] : [tracked.content]), ...files.map((file) => file.short_url)].join('\n'),
    short_urls: [...tracked.short_urls, ...files],
  }
}

/** Only what the text itself says is a link to a service, and never what a variable holds. */
const withServices = (world: World, template: Template, { project }: Scope, how: LinkParams): WrittenContent => {
  const { content = '', replace_variables, is_template } = template
  return (replace_variables || is_template) && content.includes('[[')
    ? linkServices(world, project, content, how)
    : { content, short_urls: NO_LINKS }
}

const NO_LINKS: ShortUrl[] = []
