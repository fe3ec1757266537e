/** What there is to say of a query that will not do: by the platform's engine, and on its pages. */
const WORDS = {
  syntax: ['{detail}', 'Invalid query syntax.'],
  invalid_number: ["can't convert '{value}' to a number", "Unable to convert '{value}' to a number."],
  invalid_date: ["can't convert '{value}' to a date", "Unable to convert '{value}' to a date."],
  invalid_status: ["'{value}' is not a valid contact status", "'{value}' is not a valid contact status"],
  invalid_language: ["'{value}' is not a valid language code", "'{value}' is not a valid language code."],
  invalid_group: ["'{value}' is not a valid group name", "'{value}' is not a valid group name."],
  invalid_flow: ["'{value}' is not a valid flow name", "'{value}' is not a valid flow name."],
  invalid_partial_name: [
    'contains operator on name requires token of minimum length 2',
    'Using ~ with name requires token of at least 2 characters.',
  ],
  invalid_partial_urn: [
    'contains operator on URN requires value of minimum length 3',
    'Using ~ with URN requires value of at least 3 characters.',
  ],
  unsupported_contains: [
    'contains conditions can only be used with name or URN values',
    'Can only use ~ with name or URN values.',
  ],
  unsupported_comparison: [
    'comparisons with {operator} can only be used with date and number fields',
    'Can only use {operator} with number or date values.',
  ],
  unsupported_setcheck: [
    "can't check whether '{property}' is set or not set",
    "Can't check whether '{property}' is set or not set.",
  ],
  unknown_property: [
    "can't resolve '{property}' to attribute, scheme or field",
    "Can't resolve '{property}' to a field or URN scheme.",
  ],
  unknown_property_type: ["unknown property type '{type}'", "Prefixes must be 'fields' or 'urns'."],
  redacted_urns: ['cannot query on redacted URNs', "Can't query on URNs in an anonymous workspace."],
  too_complex: ['query is too complex', 'This query is too complex. Please simplify it and try again.'],
} as const satisfies Record<string, readonly [engine: string, page: string]>

type Code = keyof typeof WORDS

/** Why a text is no query in its setting. Its message is the engine's. */
export class WrongQuery extends Error {
  /** As the pages of the platform say it. */
  readonly onPages: string

  constructor(
    readonly code: Code,
    extra: Readonly<Record<string, string>> = {},
  ) {
    const fill = (words: string): string => words.replace(/\{(\w+)\}/g, (_all, name: string) => extra[name] ?? '')
    super(fill(WORDS[code][0]))
    this.name = 'WrongQuery'
    this.onPages = fill(WORDS[code][1])
  }
}
