import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config/config.ts'
import { startEmbedded } from './databases.ts'
import { claimDataFolder } from './embedded/data-folder-lock.ts'
import { StartError } from './start-error.ts'

/**
 * The database of this installation for a command of the operator, whether the product runs or not, with the right to all
 * rows; and how to leave it as it was found.
 */
export const reachDatabase = async (
  config: Config
): Promise<{ url: string; leave(): Promise<void> }> => {
  const given = config.DATABASE_SYSTEM_URL ?? config.DATABASE_URL
  if (given) return { url: given, leave: async () => undefined }
  if (!existsSync(join(config.DATA_DIR, 'postgres'))) {
    throw new StartError(
      `There is no database in ${config.DATA_DIR}. Start the product once first.`
    )
  }
  // Where the product runs its server is used, and left running.
  const release = await claimDataFolder(config.DATA_DIR).catch((error: unknown) => {
    if (error instanceof StartError) return null
    throw error
  })
  const embedded = await startEmbedded(config)
  return {
    url: embedded.url('gateway', 'wa_system'),
    leave: async () => {
      if (!release) return
      await embedded.stop()
      await release()
    }
  }
}
