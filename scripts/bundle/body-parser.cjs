// Express offers parsers of bodies, which nobody here uses: bodies are read by src/server/read-body.ts.
const unused = () => {
  throw new Error('No parser of bodies is bundled.')
}
module.exports = { json: unused, raw: unused, text: unused, urlencoded: unused }
