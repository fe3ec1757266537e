import type { TestProject } from 'vitest/node'
import { useTextbed } from '../testing/use-textbed.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the textbed of this run listens. */
    textbedUrl: string
  }
}

/** For `globalSetup`: one textbed for all workers, the one that `TEXTBED_URL` names or one that ends with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const textbed = await useTextbed()
  project.provide('textbedUrl', textbed.url)
  return () => textbed.stop()
}
