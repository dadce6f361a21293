import { parseArgs } from 'node:util'
import { startSimulator } from './index.ts'
import type { SimulatorOptions } from './types/types.ts'

const OPTIONS = {
  port: { type: 'string' },
  'control-port': { type: 'string' },
  'media-port': { type: 'string' },
  seed: { type: 'string' },
  data: { type: 'string' },
  'auto-phones': { type: 'string' },
  'received-max': { type: 'string' },
  'media-bytes-max': { type: 'string' },
  'qr-first-ms': { type: 'string' },
  'qr-next-ms': { type: 'string' },
  autumn: { type: 'string', default: 'true' },
  'ack-within-ms': { type: 'string' }
} as const

const WORDS = new Set(['seed', 'data', 'auto-phones'])

const readOptions = (): SimulatorOptions => {
  const { values } = parseArgs({ options: OPTIONS, strict: true })
  const entries = Object.entries(values).map(([name, value]) => {
    const key = name.replaceAll('-', '_')
    if (WORDS.has(name)) return [key, value]
    if (name === 'autumn') return [key, readFlag(name, value)]
    if (!/^\d+$/.test(value ?? '')) throw new Error(`--${name} must be a number.`)
    return [key, Number(value)]
  })
  return Object.fromEntries(entries) as SimulatorOptions
}

const readFlag = (name: string, value: string): boolean => {
  if (value !== 'true' && value !== 'false') throw new Error(`--${name} must be true or false.`)
  return value === 'true'
}

try {
  const { client: _, stop, ...info } = await startSimulator(readOptions())
  process.stdout.write(`${JSON.stringify(info)}\n`)
  const leave = async (): Promise<void> => {
    await stop()
    process.exit(0)
  }
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
