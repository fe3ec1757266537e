/**
 * Names and values as PHP's http_build_query writes them: nested names in brackets, booleans as 1 and 0; what is null
 * and empty lists are left out.
 */
export function formOf(values: Record<string, unknown>): [name: string, value: string][] {
  const pairs: [string, string][] = []
  for (const name in values) write(pairs, name, values[name])
  return pairs
}

function write(pairs: [string, string][], name: string, value: unknown): void {
  if (value === null || value === undefined) return
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) write(pairs, `${name}[${key}]`, inner)
    return
  }
  pairs.push([name, typeof value === 'boolean' ? String(Number(value)) : `${value as string | number}`])
}
