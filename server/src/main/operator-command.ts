import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { type Db, openDb } from '../lib/db.ts'
import { type Config, readConfig } from './config/config.ts'
import { reachDatabase } from './reach-database.ts'
import { runProcess } from './run-process.ts'

/**
 * Runs a command of the operator on the database of this installation, whether the product runs or not, and prints the
 * sentence that it ends with. `prepare` reads what was asked for before anything is opened.
 */
export const operatorCommand = <Asked>(
  name: string,
  prepare: () => Asked,
  work: (db: Db, asked: Asked, config: Config) => Promise<string>
): Promise<void> =>
  runProcess(async () => {
    const asked = prepare()
    if (existsSync('.env')) loadEnvFile('.env')
    const config = readConfig(process.env)
    const system = await reachDatabase(config)
    try {
      const db = openDb({ url: system.url, connections_max: 1, application_name: name })
      const said = await work(db, asked, config).finally(() => db.close())
      process.stdout.write(`${said}\n`)
    } finally {
      await system.leave()
    }
    process.exit(0)
  })
