import {
  type CallInput,
  type CallName,
  type CallOutput,
  definitionOf,
  isCallName,
  readCallInput,
  readCallOutput,
  writeCallOutput
} from '../src/control/calls.ts'
import type { WorkerAddress, WorkerControl } from '../src/control/contract.ts'
import { newId } from '../src/domain/ids.ts'
import type { SessionRow } from '../src/domain/session.ts'
import { sha256 } from '../src/lib/crypto.ts'
import type { Harness, SeededTenant } from './app.ts'
import { no_workers } from './app.ts'
import { call_samples } from './call-samples.ts'

/** An instance as the orchestrator records it: the tenant's own, or (null) shared. */
export const seedInstance = async (
  app: Harness,
  tenant: SeededTenant | null,
  status = 'running'
): Promise<string> => {
  const id = newId('instance')
  await app.owner.query(
    `insert into instances (id, tenant_id, mode, driver, host, port, status, token_hash, sessions_max, started_at)
     select $1, $2, $3, 'process', '127.0.0.1', 4000 + count(*), $4, $5, 100, now() from instances`,
    [id, tenant?.tenant_id ?? null, tenant ? 'tenant' : 'shared', status, sha256(id)]
  )
  return id
}

export const instanceOfSession = async (
  app: Harness,
  session_id: string,
  instance_id: string | null
): Promise<void> => {
  await app.owner.query('update sessions set instance_id = $2 where id = $1', [
    session_id,
    instance_id
  ])
}

/** What sessions answer to calls. */
export type CallAnswers = {
  [N in CallName]?: (
    input: CallInput<N>,
    from: { address: WorkerAddress; session_id: string; signal: AbortSignal | undefined }
  ) => Promise<CallOutput<N>>
}

/** What any session that is connected answers. */
const connectedAnswers = (): CallAnswers =>
  Object.fromEntries(
    Object.entries(call_samples)
      .filter(([name]) => isCallName(name) && definitionOf(name).needs === 'connected')
      .map(([name, { output }]) => [name, async () => output])
  )

/**
 * A control port that answers, and writes down what it was asked. Give it the answers a test is about. Calls are held to
 * the table, as by a worker.
 */
export const recordingWorkers = ({
  calls,
  ...answers
}: Partial<Omit<WorkerControl, 'call'>> & { calls?: CallAnswers } = {}): {
  workers: WorkerControl
  asked: string[]
} => {
  const handlers: CallAnswers = {
    submit_passkey: async () => ({}),
    confirm_passkey: async () => ({}),
    ...connectedAnswers(),
    ...calls
  }
  const asked: string[] = []
  const note =
    (verb: string) =>
    async (_address: WorkerAddress, session_id: unknown): Promise<void> => {
      asked.push(`${verb} ${String(session_id)}`)
    }
  const workers: WorkerControl = {
    ...no_workers,
    release: note('release'),
    restart: note('restart'),
    logout: note('logout'),
    call: async (address, session_id, name, input, signal) => {
      asked.push(`${name} ${session_id}`)
      const handler: CallAnswers[typeof name] = handlers[name]
      if (!handler) return no_workers.call(address, session_id, name, input)
      const answer = await handler(readCallInput(name, input), { address, session_id, signal })
      return readCallOutput(name, JSON.parse(JSON.stringify(writeCallOutput(name, answer))))
    },
    poke: (address) => {
      asked.push(`poke ${address.instance_id}`)
    },
    ...answers
  }
  return { workers, asked }
}

export const stateOf = async (
  app: Harness,
  session_id: string
): Promise<Pick<SessionRow, 'status' | 'status_reason' | 'desired'>> => {
  const [row] = await app.owner.query<SessionRow>(
    'select status, status_reason, desired from sessions where id = $1',
    [session_id]
  )
  if (!row) throw new Error('there is no such session')
  return row
}

/** The types of the events recorded so far, in order. */
export const eventTypes = async (app: Harness): Promise<string[]> => {
  const rows = await app.owner.query<{ type: string }>('select type from events order by seq')
  return rows.map((row) => row.type)
}
