// Stands in for swagger-ui-dist/absolute-path in the bundle: there, the assets lie beside the bundled file.
const { join } = require('node:path')

module.exports = () => join(__dirname, 'swagger-ui')
