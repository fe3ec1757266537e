import type { Call, NotSimulated } from './call.ts'

/** The part of the real service that a call is for, where it is known to be missing here. */
export const notSimulatedAt = ({ api, request }: Call): NotSimulated | undefined =>
  api.notSimulated?.find(({ paths }) => paths.some((path) => beginsLike(request.path, path)))

/** Whether a path begins like another, in which names in braces stand for anything. */
function beginsLike(path: string, template: string): boolean {
  const parts = path.split('/', MOST_PARTS)
  return template.split('/').every((part, at) => (part.startsWith('{') ? Boolean(parts[at]) : part === parts[at]))
}

/** No template is longer. */
const MOST_PARTS = 20
