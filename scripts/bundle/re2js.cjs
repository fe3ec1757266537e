// Stands in for re2js in the bundle: the same library (190 KB), but in a file of its own, which is read when the first pattern
// is: many runs have none, and to read it would be a tenth of what every start reads.
module.exports = {
  get RE2JS() {
    return require('./re2js-apart.cjs').RE2JS
  },
}
