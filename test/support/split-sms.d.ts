declare module 'split-sms' {
  const splitter: { split(message: string): { parts: unknown[] } }
  // oxlint-disable-next-line import/no-default-export -- as the package has it
  export default splitter
}
