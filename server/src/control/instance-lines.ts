import { AppError } from '../domain/errors.ts'
import { hasAddress, type InstanceRow } from '../domain/instance.ts'
import { chooseLines, type LogChoice, type LogLine, readLogLine } from '../domain/log-line.ts'
import type { InstanceLogs } from '../schemas/instance-log.ts'
import type { WorkerControl } from './contract.ts'

type Lines = { lines: LogLine[]; source: InstanceLogs['source'] }

/** What the worker has logged lately, or the end of its log when it is gone: its port may be another's by then. */
export const askForLines = async (
  workers: Pick<WorkerControl, 'logs'>,
  instance: Pick<InstanceRow, 'id' | 'host' | 'port' | 'status'>,
  end: string | null
): Promise<Lines> => {
  const { id, host, port, status } = instance
  if (end !== null) return { lines: readLines(end.split('\n')), source: 'end' }
  if (status === 'stopped' || status === 'failed' || !hasAddress(instance))
    throw new AppError('instance_not_running', { instance_id: id })
  const lines = await workers.logs({ instance_id: id, host, port })
  return { lines: readLines(lines), source: 'worker' }
}

const readLines = (lines: string[]): LogLine[] =>
  lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLogLine)

export const logsView = (
  lines: LogLine[],
  source: InstanceLogs['source'],
  choice: LogChoice
): InstanceLogs => ({
  data: chooseLines(lines, choice),
  source,
  oldest_at: lines.find((line) => line.time !== null)?.time ?? null
})
