// Says in lines of NAME=value what the clients of each platform have to know of the world `default`, as GITHUB_ENV takes it.
const url = process.env.TEXTBED_URL
const { env } = await (await fetch(`${url}/_textbed/worlds/default`)).json()
for (const [name, value] of Object.entries({ TEXTBED_URL: url, ...env })) console.log(`${name}=${value}`)
