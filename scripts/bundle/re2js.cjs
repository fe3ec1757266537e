// Stands in for re2js in the bundle: the same library (190 KB), but not made at the start, since many runs read no pattern.
// What is required within a function is made when it is first called.
module.exports = {
  get RE2JS() {
    return require('../../node_modules/re2js/build/index.cjs').RE2JS
  },
}
