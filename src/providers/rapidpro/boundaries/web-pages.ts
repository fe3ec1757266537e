import type { World } from '../../../core/world.ts'
import { list, text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { boundaryRows, boundaryView } from './boundary.ts'
import { changeAliases } from './change-aliases.ts'

/** Boundaries get other names on the web pages alone. */
export const boundaryPages = webPages({
  noun: 'boundary',
  nouns: 'boundaries',
  view: boundaryView,
  rows: (world: World) => {
    const { country } = workspaceOf(world)
    return boundaryRows()
      .all()
      .filter((one) => one.country === country)
  },
  change: {
    description:
      'The aliases are all that it has from then on. What people write for a location is looked up among names and aliases, whatever the case.',
    body: {
      aliases: list(
        'Other names for it; none beside it in the same place keeps one of them.',
        text('One of them.', { min: 1, max: 127, pattern: /\S/ }),
        {
          max: 100,
        },
      ),
    },
    example: () => ({ aliases: ['Kigali', 'Kigari'] }),
    apply(world, boundary, { aliases }) {
      changeAliases(world, boundary, aliases)
      return boundary
    },
  },
})
