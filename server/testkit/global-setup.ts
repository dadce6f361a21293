import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { startCluster } from './database.ts'
import { makeRunFolder } from './run-folder.ts'

const ends: (() => Promise<void>)[] = []

/** One database cluster and one temporary folder for all files of a run: `node --test --test-global-setup=…`. */
export const globalSetup = async (): Promise<void> => {
  const folder = await makeRunFolder(tmpdir())
  ends.push(folder.remove)
  process.env['TMPDIR'] = folder.path
  // Starting the product's processes is most of what tests cost, and compiling most of a start.
  process.env['NODE_COMPILE_CACHE'] ??= resolve(
    import.meta.dirname,
    '../../node_modules/.cache/tests'
  )
  const cluster = await startCluster()
  process.env['TEST_DATABASE_ADDRESS'] = cluster.address
  ends.push(cluster.stop)
}

const left_out = `
Left out by npm test, and run by .ci/run as well: npm run browser (pages in a real Chromium), npm run docker (workers in
containers), npm run deploy:test (the deployment kit), npm run chaos:short (2 minutes) and npm run demo.
Left out by both: gateway/test/server-plain.test.ts and server-pitr.test.ts (setup without Docker, recovery to a moment, 10 minutes;
npm run deploy:test has them), npm run neighbours
(10 minutes), npm run chaos (chaos:short at full size, about 20 minutes).
`

export const globalTeardown = async (): Promise<void> => {
  for (const end of ends.toReversed()) await end()
  if (process.env['npm_lifecycle_event'] === 'test') process.stdout.write(left_out)
}
