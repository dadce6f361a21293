import { resolve } from 'node:path'
import { startCluster } from './database.ts'

let stop: (() => Promise<void>) | undefined

/** One database cluster for all files of a run: `node --test --test-global-setup=…`. */
export const globalSetup = async (): Promise<void> => {
  // Starting the product's processes is most of what tests cost, and compiling most of a start.
  process.env['NODE_COMPILE_CACHE'] ??= resolve(
    import.meta.dirname,
    '../../node_modules/.cache/tests'
  )
  const cluster = await startCluster()
  process.env['TEST_DATABASE_ADDRESS'] = cluster.address
  stop = cluster.stop
}

const left_out = `
Left out by npm test: npm run neighbours (10 minutes), npm run chaos:short (2 minutes), npm run docker
(workers in containers) and npm run demo, which .ci/run runs as well,
and npm run chaos, the same at full size (about 20 minutes).
`

export const globalTeardown = async (): Promise<void> => {
  await stop?.()
  if (process.env['npm_lifecycle_event'] === 'test') process.stdout.write(left_out)
}
