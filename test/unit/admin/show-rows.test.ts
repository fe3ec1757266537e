import { expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { showRows } from '../../../src/admin/web-app/show-rows.ts'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { createToken } from '../../../src/providers/rapidpro/tokens/create-token.ts'
import { tokenPages } from '../../../src/providers/rapidpro/tokens/web-pages.ts'
import { changeUser } from '../../../src/providers/rapidpro/users/change-user.ts'
import { ownerOf } from '../../../src/providers/rapidpro/users/user.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'

test.each([40, 1000])(
  'others have their turn while the web pages show %i rows, and change none of them',
  async (many) => {
    const world = new Simulator({ providers: [rapidpro], outside: stillOutside }).create()
    while (tokenPages.rows(world).map(() => 1).length < many) createToken(world, ownerOf(world))
    let turns = 0
    const shown = await showRows(tokenPages.rows(world), tokenPages, world, () => {
      turns++
      changeUser(world, ownerOf(world), { role: turns % 2 ? 'viewer' : 'editor' })
      return Promise.resolve()
    })
    expect(turns).toBe(Math.floor(many / 100))
    const rows = JSON.parse(shown.text) as { role: string }[]
    expect(rows).toHaveLength(many)
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['administrator']))
  },
)
