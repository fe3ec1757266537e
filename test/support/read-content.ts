import type { Content, HttpResponse, TextResponse } from '../../src/http/message.ts'

/** All of a body as text, read piece by piece where it comes so. */
async function readContent(content: Content): Promise<string> {
  if (typeof content === 'string') return content
  if (content instanceof Uint8Array) return Buffer.from(content).toString()
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}

/** The same answer, all of it. */
export const wholeAnswer = async (answer: HttpResponse): Promise<TextResponse> => ({
  ...answer,
  body: answer.body === null ? null : await readContent(answer.body),
})
