/** What a snapshot can carry: rows, jobs and events hold nothing else. */
type Json = string | number | boolean | null | Json[] | { [name: string]: Json | undefined }
export type JsonObject = { [name: string]: Json | undefined }
