import { startCluster } from './database.ts'

let stop: (() => Promise<void>) | undefined

/** One database cluster for all files of a run: `node --test --test-global-setup=…`. */
export const globalSetup = async (): Promise<void> => {
  const cluster = await startCluster()
  process.env['TEST_DATABASE_ADDRESS'] = cluster.address
  stop = cluster.stop
}

export const globalTeardown = async (): Promise<void> => stop?.()
