import { defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'

/** Where short links lead from: `https://rvt.me/` and nine characters are the 24 of the documents. */
const SHORT_DOMAIN = 'rvt.me'

export const shortUrlOf = (code: string, domain = SHORT_DOMAIN): string => `https://${domain}/${code}`

/** What stands behind the domain. */
export const codeOf = (short_url: string): string => short_url.slice(short_url.lastIndexOf('/') + 1)

/** Short links by what stands behind their host; what becomes of one is told by its message. */
export const shortLinks = defineCollection('telerivet.short-links', {
  id: kept.written(/^[0-9a-f]{9}$/),
  message: keptId('message'),
})
