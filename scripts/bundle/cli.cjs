#!/usr/bin/env node
// The door of the bundle. A Node that is too old is told so before anything is read that it cannot read: nothing here is
// newer than a dynamic import, and the program itself is imported by one.
const version = process.versions.node
const numbers = version.split('.').map(Number)
if (numbers[0] > 20 || (numbers[0] === 20 && numbers[1] >= 19)) {
  void import('./main.js')
} else {
  console.error('textbed needs Node 20.19 or newer, and this is Node ' + version + '.')
  process.exitCode = 1
}
