/** Bounds that hold before the work is done: Django's own where it has one, else one that no honest call comes near. */
export const LIMITS = {
  /** Bytes of a body, unpacked: several times what the longest lists of the longest texts take. */
  body: 1_048_576,
  /** Bytes of a file that is uploaded, and of a form that carries one: the platform's limit, and something for the rest. */
  upload: 26_214_400,
  uploadForm: 27_262_976,
  /** Bytes of all files of a world together, so that its snapshot can be put back. */
  files: 134_217_728,
  /** Parameters of a query string or of a form: Django's DATA_UPLOAD_MAX_NUMBER_FIELDS. */
  parameters: 1000,
  /** Bytes of the headers of one part of a multipart form: Django's MAX_TOTAL_HEADER_SIZE. */
  partHeaders: 1024,
  /** Digits of a whole number in JSON: Python's own. */
  digits: 4300,
  /** Levels of a JSON body, and values in it. */
  levels: 64,
  values: 10_000,
  /** Items of a plain list that are judged one by one before the list is told that it is too long. */
  judged: 200,
  /** Characters of a reference: nothing has a longer name. */
  reference: 2000,
  /** Characters of a text inside a list or an object that a refusal repeats. */
  repeated: 2000,
  /** Characters of a text that an aggregator hands in. */
  incoming: 10_000,
  /** Characters of a contact field's value that are kept. */
  fieldValue: 640,
} as const
