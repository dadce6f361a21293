import type { ILogger } from 'baileys/lib/Utils/logger.js'
import type { Log } from '../../lib/log.ts'

/**
 * Baileys' log with everything but its sentences left out: the objects it logs hold stanzas, keys and message bodies.
 * Its level is "silent", so that it spends no time on describing stanzas.
 */
export const createBaileysLog = (log: Log): ILogger => {
  const say = (first: unknown, second?: unknown): void => {
    const sentence = typeof second === 'string' ? second : typeof first === 'string' ? first : ''
    log.debug({ baileys: sentence.slice(0, 120) }, 'whatsapp library')
  }
  const silent = (): void => undefined
  const logger: ILogger = {
    level: 'silent',
    child: () => logger,
    trace: silent,
    debug: silent,
    info: silent,
    warn: say,
    error: say
  }
  return logger
}
