// Stands in for iconv-lite in the bundle. Express brings its tables of old character sets (480 KB) for body parsers
// that textbed does not use: it reads bodies as bytes, and its APIs speak UTF-8.
const { StringDecoder } = require('node:string_decoder')

const isUtf8 = (encoding) => /^utf-?8$/i.test(encoding)

exports.encodingExists = isUtf8
exports.decode = (bytes) => bytes.toString('utf8')
exports.getDecoder = (encoding) => {
  if (!isUtf8(encoding)) throw new Error(`Encoding not recognized: '${encoding}'`)
  return new StringDecoder('utf8')
}
