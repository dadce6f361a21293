import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { loadEnvFile } from 'node:process'
import { parseArgs } from 'node:util'
import { controlToken } from '../control/token.ts'
import { sha256 } from '../lib/crypto.ts'
import { type Db, openDb } from '../lib/db.ts'
import { createKeyRing } from '../lib/key-ring.ts'
import { pause } from '../lib/retry.ts'
import { type Config, readConfig } from './config/config.ts'
import { runningProduct } from './embedded/data-folder-lock.ts'
import { keyNotePath } from './follow-secrets.ts'
import { reachDatabase } from './reach-database.ts'
import { type Resealed, reseal } from './reseal.ts'
import { runProcess } from './run-process.ts'
import { configuredMasterKey, roleSecrets, type Secrets } from './secrets.ts'
import {
  masterKeysOf,
  newMasterKey,
  openSecretsFile,
  readSecretsFile,
  type StoredSecrets,
  writeSecretsFile
} from './secrets-file.ts'
import { StartError } from './start-error.ts'

const usage = `Usage: npm run keys:rotate                 a new master key; what the old one sealed is sealed anew
       npm run keys:rotate -- --retire     forgets the keys of before, when nothing needs them any more`
const taken_over_within_ms = 30_000

const asked = (): { retire: boolean } => {
  try {
    const { values } = parseArgs({ options: { retire: { type: 'boolean', default: false } } })
    return values
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error })
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** A new master key in the file, or the one of a change that was not finished. What runs uses it when this returns. */
const changeMasterKey = async (config: Config): Promise<StoredSecrets> => {
  let stored = await openSecretsFile(config.DATA_DIR)
  if (!stored.rotating) {
    const replaced = { key: stored.master_key, replaced_at: new Date().toISOString() }
    stored = {
      master_key: newMasterKey(),
      previous: [replaced, ...stored.previous],
      rotating: true
    }
    await writeSecretsFile(config.DATA_DIR, stored)
  }
  await untilTakenOver(config, stored)
  return stored
}

/** Waits until the product, if it runs here, holds exactly the keys of the file. */
const untilTakenOver = async (config: Config, stored: StoredSecrets): Promise<void> => {
  const ids = createKeyRing(masterKeysOf(stored))
    .keys()
    .map((key) => key.id)
    .join(',')
  for (let waited_ms = 0; waited_ms < taken_over_within_ms; waited_ms += 100) {
    const pid = await runningProduct(config.DATA_DIR)
    if (pid === null) return
    const note = await readFile(keyNotePath(config.DATA_DIR), 'utf8').catch(() => '')
    if (note.trim() === `${pid} ${ids}`) return
    await pause(100)
  }
  throw new StartError(
    'The product that runs here has not taken over the new key. See its log, or restart it; then run this again: it goes on where it was.'
  )
}

const allSecrets = (config: Config, stored: StoredSecrets | null): Secrets => {
  const master_key = configuredMasterKey(config) ?? (stored && createKeyRing(masterKeysOf(stored)))
  if (!master_key) throw new StartError('Set MASTER_KEY.')
  return { master_key, ...roleSecrets(config, master_key) }
}

const report = (done: Resealed): void => {
  for (const [table, { resealed, unreadable }] of Object.entries(done)) {
    const left = unreadable > 0 ? `, ${unreadable} that no key opens were left as they are` : ''
    say(`  ${table}: ${resealed} sealed anew${left}`)
  }
}

/** Workers that were started under a key that is about to go would not be reached any more. */
const workersOf = async (db: Db, config: Config, stored: StoredSecrets): Promise<number> => {
  const current = roleSecrets(config, createKeyRing(masterKeysOf(stored).slice(0, 1)))
  const rows = await db.query<{ id: string; token_hash: Buffer }>(
    "select id, token_hash from instances where status not in ('stopped', 'failed')"
  )
  return rows.filter(
    ({ id, token_hash }) =>
      !current.control_secret
        .keys()
        .some((key) => sha256(controlToken(key.bytes, id)).equals(token_hash))
  ).length
}

/** Fails when another does the same right now. The lock goes with the connection. */
const beAlone = async (db: Db): Promise<void> => {
  const [row] = await db.query<{ alone: boolean }>(
    "select pg_try_advisory_lock(hashtextextended('keys:rotate', 0)) as alone"
  )
  if (!row?.alone) throw new StartError('The keys are being changed by another process right now.')
}

const rotate = async (config: Config, db: Db): Promise<void> => {
  if (config.MASTER_KEY) {
    say('MASTER_KEY is configured: what keys of before have sealed is sealed with it.')
    report(await reseal(db, allSecrets(config, null)))
    return say('MASTER_KEY_PREVIOUS can be taken away when access tokens of before have ended.')
  }
  const stored = await changeMasterKey(config)
  report(await reseal(db, allSecrets(config, stored)))
  await writeSecretsFile(config.DATA_DIR, { ...stored, rotating: false })
  await untilTakenOver(config, stored)
  say(
    'The keys are changed. Back up secrets.json anew; keys:rotate -- --retire forgets the old one.'
  )
}

const retire = async (config: Config, db: Db): Promise<void> => {
  if (config.MASTER_KEY)
    throw new StartError(
      'MASTER_KEY is configured: take MASTER_KEY_PREVIOUS out of the environment.'
    )
  const stored = await readSecretsFile(config.DATA_DIR)
  const [newest] = stored.previous
  if (!newest) return say('There is no key of before.')
  const ends = Date.parse(newest.replaced_at) + config.ACCESS_TOKEN_MINUTES * 60_000
  if (ends > Date.now()) {
    throw new StartError(
      `Access tokens signed under the key of before are valid until ${new Date(ends).toISOString()}. Run this again then.`
    )
  }
  const workers = await workersOf(db, config, stored)
  if (workers > 0) {
    throw new StartError(
      `${workers} workers were started under a key of before. Restart the product first: linked numbers stay linked.`
    )
  }
  report(await reseal(db, allSecrets(config, stored)))
  const left = { ...stored, previous: [], rotating: false }
  await writeSecretsFile(config.DATA_DIR, left)
  await untilTakenOver(config, left)
  say('The keys of before are forgotten.')
}

// Changes the keys of an installation, also while it runs.
await runProcess(async () => {
  const { retire: retiring } = asked()
  if (existsSync('.env')) loadEnvFile('.env')
  const config = readConfig(process.env)
  const database = await reachDatabase(config)
  try {
    const db = openDb({ url: database.url, connections_max: 1, application_name: 'keys:rotate' })
    try {
      await beAlone(db)
      await (retiring ? retire : rotate)(config, db)
    } finally {
      await db.close()
    }
  } finally {
    await database.leave()
  }
  process.exit(0)
})
