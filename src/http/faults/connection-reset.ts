/** Thrown where a call is to end without an answer; the server obeys, no dialect words it. */
export class ConnectionReset extends Error {}
