import { Client } from '../../src/client/client.ts'
import { TestWorld, type TestWorldOptions } from './test-world.ts'

/** A textbed that tests can use. */
export interface Textbed {
  /** Where it listens. */
  url: string
  /** Makes a world for a test. Whoever makes it ends it, with `world.end()`. */
  world(options?: TestWorldOptions): Promise<TestWorld>
  /** Ends it where it was started here. */
  stop(): Promise<void>
}

/**
 * The textbed that `TEXTBED_URL` names, or one that is started in this process on a free port.
 * @throws NotThere where none answers at that address
 */
export async function useTextbed(): Promise<Textbed> {
  const url = process.env['TEXTBED_URL']
  if (url) {
    await new Client(url).health()
    return textbedAt(url)
  }
  const { startTextbed } = await import('../../src/index.ts')
  const running = await startTextbed()
  return { ...textbedAt(running.url), stop: () => running.stop() }
}

/** The textbed at an address, of which somebody else takes care. Nothing is asked yet. */
export function textbedAt(url: string): Textbed {
  const client = new Client(url)
  return { url: client.url, world: (options) => TestWorld.make(client, options), stop: () => Promise.resolve() }
}
