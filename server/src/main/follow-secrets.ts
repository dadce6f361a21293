import { rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import { pause } from '../lib/retry.ts'
import { masterKeysOf, readSecretsFile, secretsPath } from './secrets-file.ts'

const look_every_ms = 500

/** Where a product that runs notes the master key it seals with, by its id. */
export const keyNotePath = (data_dir: string): string => join(data_dir, 'key-in-use')

/**
 * Takes over the keys of DATA_DIR/secrets.json whenever they change, and notes which one is in use, so that who changes
 * them knows when. The returned function ends it.
 */
export const followSecrets = async (
  data_dir: string,
  master_key: KeyRing,
  log: Log
): Promise<() => Promise<void>> => {
  const over = new AbortController()
  let seen = await versionOf(data_dir)
  await note(data_dir, master_key)
  const following = (async () => {
    while (!over.signal.aborted) {
      await pause(look_every_ms, over.signal)
      try {
        const version = await versionOf(data_dir)
        if (over.signal.aborted || version === seen) continue
        master_key.replace(masterKeysOf(await readSecretsFile(data_dir)))
        await note(data_dir, master_key)
        seen = version
        log.info({ key_id: master_key.current().id }, 'keys taken over')
      } catch (error) {
        log.warn({ err: error }, 'keys could not be read')
        await pause(10 * look_every_ms, over.signal)
      }
    }
  })()
  return async () => {
    over.abort()
    await following
  }
}

const versionOf = async (data_dir: string): Promise<string> => {
  const { ino, mtimeMs, size } = await stat(secretsPath(data_dir))
  return `${ino} ${mtimeMs} ${size}`
}

const note = async (data_dir: string, master_key: KeyRing): Promise<void> => {
  const path = keyNotePath(data_dir)
  const ids = master_key.keys().map((key) => key.id)
  await writeFile(`${path}.new`, `${process.pid} ${ids.join(',')}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
