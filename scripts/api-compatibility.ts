import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { breaksOf } from './compatibility/breaks.ts'
import { factOf, factsOf, lineOf } from './compatibility/facts.ts'

/**
 * Sees that the documents promise all that they promised at the last release: `npm run api:check`. With --keep what they promise
 * now is kept, which is refused while something is broken; --break keeps it all the same, for what was never released.
 */
const args = process.argv.slice(2)
const names = ['openapi', 'openapi-session-auth', 'asyncapi']
const folder = 'docs/v1'

let broken = 0
for (const name of names) {
  const now = factsOf(JSON.parse(readFileSync(`docs/${name}.json`, 'utf8')))
  const path = `${folder}/${name}.txt`
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  const breaks = breaksOf(lines.map(factOf), now)
  for (const line of breaks) console.error(`${name}: ${line}`)
  broken += breaks.length
  if (!args.includes('--keep') || (breaks.length > 0 && !args.includes('--break'))) continue
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `${now.map(lineOf).join('\n')}\n`)
}
if (broken > 0 && !args.includes('--break')) {
  console.error(
    `${broken} promises of v1 are broken. Add beside what is there instead of changing it; what no release has had may go: npm run api:keep -- --break`
  )
  process.exitCode = 1
}
