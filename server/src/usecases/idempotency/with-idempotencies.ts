import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tx } from '../../lib/db.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import {
  deleteIdempotencyKeys,
  findIdempotencyKeys,
  insertIdempotencyKeys,
  updateIdempotencyResponses
} from '../../store/idempotency-keys.ts'
import { openAnswer, sealAnswer } from './stored-answer.ts'

type Call = { idempotency: Idempotency | undefined }

/**
 * The same as withIdempotency for several calls of a tenant in one transaction, no two with the same key. `work` gets
 * those that are to be done now and answers each in its place; an AppError refuses that call alone, whose key may then be
 * used again.
 */
export const withIdempotencies = async <C extends Call, T>(
  deps: { jwt_secret: KeyRing },
  tx: Tx,
  tenant_id: string,
  calls: C[],
  work: (calls: C[]) => Promise<(T | AppError)[]>
): Promise<(T | AppError)[]> => {
  const keyed = calls.flatMap((call) => (call.idempotency ? [call.idempotency] : []))
  const used =
    keyed.length > 0 ? await findUsed<T>(deps, tx, tenant_id, keyed) : new Map<string, T>()
  const isUsed = (call: C): boolean =>
    call.idempotency !== undefined && used.has(call.idempotency.key)
  const fresh = calls.filter((call) => !isUsed(call))
  const results = fresh.length > 0 ? await work(fresh) : []
  const answers = new Map<C, T | AppError>()
  for (const [index, call] of fresh.entries()) answers.set(call, results[index] as T | AppError)
  await keep(deps, tx, tenant_id, answers)
  return calls.map(
    (call) => (isUsed(call) ? used.get(call.idempotency?.key ?? '') : answers.get(call)) as T
  )
}

/** Takes the keys, waiting for whoever works under one of them; returns the answers of those that were used before. */
const findUsed = async <T>(
  deps: { jwt_secret: KeyRing },
  tx: Tx,
  tenant_id: string,
  keyed: Idempotency[]
): Promise<Map<string, T | AppError>> => {
  const first = new Set(await insertIdempotencyKeys(tx, tenant_id, keyed))
  // step: idempotency key taken
  const repeated = keyed.filter((one) => !first.has(one.key))
  if (repeated.length === 0) return new Map()
  const rows = await findIdempotencyKeys(
    tx,
    tenant_id,
    repeated.map((one) => one.key)
  )
  const kept = new Map(rows.map((row) => [row.key, row]))
  const answers = new Map<string, T | AppError>()
  for (const one of repeated) {
    try {
      answers.set(one.key, openAnswer<T>(deps, tenant_id, one, kept.get(one.key) ?? null))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      answers.set(one.key, error)
    }
  }
  return answers
}

const keep = async <C extends Call, T>(
  deps: { jwt_secret: KeyRing },
  tx: Tx,
  tenant_id: string,
  answers: Map<C, T | AppError>
): Promise<void> => {
  const kept: { key: string; response: Buffer }[] = []
  const refused: string[] = []
  for (const [{ idempotency }, answer] of answers) {
    if (!idempotency) continue
    const { key } = idempotency
    if (answer instanceof AppError) refused.push(key)
    else kept.push({ key, response: sealAnswer(deps, tenant_id, key, answer) })
  }
  if (refused.length > 0) await deleteIdempotencyKeys(tx, tenant_id, refused)
  if (kept.length > 0) await updateIdempotencyResponses(tx, tenant_id, kept)
  // step: answer kept
}
