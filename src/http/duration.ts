const ISO_8601 =
  /^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

const SECONDS = [604_800, 86_400, 3600, 60, 1]

/** The longest that a clock can be moved at once: a thousand years. */
const LONGEST = 1000 * 366 * 86_400

/**
 * Milliseconds of a length of time: seconds (a number, or digits), or an ISO 8601 duration of weeks, days, hours, minutes
 * and seconds. Months and years have no fixed length: say the moment instead. Undefined where it is neither.
 */
export function readDuration(raw: unknown): number | undefined {
  const seconds = typeof raw === 'number' ? raw : typeof raw === 'string' ? ofText(raw) : undefined
  return seconds !== undefined && seconds >= 0 && seconds <= LONGEST ? Math.round(seconds * 1000) : undefined
}

function ofText(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  const parts = ISO_8601.exec(text)?.slice(1)
  return parts?.reduce((sum, part, index) => sum + (part === undefined ? 0 : Number(part) * SECONDS[index]!), 0)
}
