/** The official client has no types of its own. */
declare module 'telerivet' {
  const telerivet: any
  export default telerivet
}
