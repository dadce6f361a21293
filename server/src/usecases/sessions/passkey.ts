import type { WorkerAddress } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import {
  type PasskeyAssertion,
  type PasskeyOptions,
  passkey_origin,
  passkeyStep,
  refuseAssertion
} from '../../domain/passkey.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { SessionStatusAnswer } from '../../schemas/session-standing.ts'
import type { HostedSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { refuseUnlinkable } from './qr.ts'
import { loadSession } from './read.ts'
import { readSessionStatus } from './status.ts'

type Unexpected = 'passkey_not_asked' | 'passkey_code_not_shown'

/** What the owner of the number that is being linked has to sign now; an error that says why, when nothing. */
export const readPasskey = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<{ options: PasskeyOptions; origin: string; expires_at: Date }> => {
  const session = await loadSession(deps, tenant, session_id)
  const { options, expires_at } = wantedOf(session)
  return { options, origin: passkey_origin, expires_at }
}

/**
 * Hands in what the owner has signed, once. What was signed elsewhere, or is something else than was asked for, is refused
 * before WhatsApp hears of it: it would end the linking.
 */
export const submitPasskey = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  { assertion, compare_codes }: { assertion: PasskeyAssertion; compare_codes: boolean }
): Promise<SessionStatusAnswer> => {
  const session = await loadSession(deps, tenant, session_id)
  const fields = refuseAssertion(assertion, wantedOf(session).options)
  if (fields.length > 0) throw new AppError('validation_failed', { session_id }, { fields })
  const { id, rawId, type, response } = assertion
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response
  const signed = {
    assertion: {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature, userHandle }
    },
    trusted: holdsCredentials(tenant) && !compare_codes
  }
  const host = hostOf(session, 'passkey_not_asked')
  await asked('passkey_not_asked', deps.workers.call(host, session_id, 'submit_passkey', signed))
  return readSessionStatus(deps, tenant, session_id)
}

/** The code that the phone shows too. */
export const readPasskeyCode = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<{ code: string; confirm: boolean; expires_at: Date }> => {
  const session = await loadSession(deps, tenant, session_id)
  refuseUnlinkable(session)
  const { passkey_code: code, passkey_confirm, passkey_code_expires_at } = session
  if (!code || !passkey_code_expires_at)
    throw new AppError('passkey_code_not_shown', { session_id })
  return { code, confirm: passkey_confirm ?? false, expires_at: passkey_code_expires_at }
}

/** A person has compared the codes and found them equal: the phone links this session. */
export const confirmPasskey = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<SessionStatusAnswer> => {
  const session = await loadSession(deps, tenant, session_id)
  refuseUnlinkable(session)
  if (passkeyStep(session) !== 'compare')
    throw new AppError('passkey_code_not_shown', { session_id })
  const host = hostOf(session, 'passkey_code_not_shown')
  await asked('passkey_code_not_shown', deps.workers.call(host, session_id, 'confirm_passkey', {}))
  return readSessionStatus(deps, tenant, session_id)
}

const wantedOf = (session: HostedSession): { options: PasskeyOptions; expires_at: Date } => {
  refuseUnlinkable(session)
  const { id: session_id, passkey_options: options, passkey_expires_at: expires_at } = session
  if (!options || !expires_at) throw new AppError('passkey_not_asked', { session_id })
  return { options, expires_at }
}

const hostOf = (session: HostedSession, code: Unexpected): WorkerAddress => {
  const host = findHost(session)
  if (!host) throw new AppError(code, { session_id: session.id })
  return host
}

/** A worker that has only just got the session knows of no linking before. */
const asked = (code: Unexpected, work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'session_not_started')
      throw new AppError(code, {}, { cause: error })
    throw error
  })

/**
 * Whether the caller is a person or a key of the tenant, who started the linking and need not compare codes when the owner
 * signs at once. Anybody else may have got hold of a picture of the code.
 */
const holdsCredentials = ({ api_key_id, family_id }: Tenant): boolean =>
  api_key_id !== null || family_id !== undefined
