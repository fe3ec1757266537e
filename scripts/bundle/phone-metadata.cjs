// Stands in for libphonenumber-js/min/metadata in the bundle: the same numbering plans (80 KB), but not made at the start,
// since many runs ask for none. What is required within a function is made when it is first called.
const plans = () => require('libphonenumber-js/metadata.min.json')

module.exports = {
  get version() {
    return plans().version
  },
  get country_calling_codes() {
    return plans().country_calling_codes
  },
  get countries() {
    return plans().countries
  },
  get nonGeographic() {
    return plans().nonGeographic
  },
}
