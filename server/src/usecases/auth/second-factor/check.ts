import { AppError } from '../../../domain/errors.ts'
import { secondFactorContext } from '../../../domain/second-factor.ts'
import type { Tx } from '../../../lib/db.ts'
import { unsealWith } from '../../../lib/key-ring.ts'
import type { PasskeyAssertion } from '../../../schemas/passkey.ts'
import {
  findSecondFactor,
  type SecondFactorRow,
  takeRecoveryCode,
  takeStep
} from '../../../store/second-factors.ts'
import type { Deps } from '../../deps.ts'
import { usePasskey } from '../passkeys/use.ts'
import { hashOfRecoveryCode, stepOf } from './codes.ts'

type CheckDeps = Pick<
  Deps,
  'registration_limits' | 'webhook_key' | 'clock' | 'jwt_secret' | 'config'
>

/** A code of the app, one of those for when it is lost, or a passkey. */
export type Proof = {
  code?: string | undefined
  recovery_code?: string | undefined
  passkey?: PasskeyAssertion | undefined
}

/**
 * Uses up a code of the user's second factor; throws where it is wrong or was used before. Guesses are counted for each
 * user, from wherever they come: who makes them knows the password already.
 */
export const useSecondFactor = async (
  deps: CheckDeps,
  tx: Tx,
  factor: SecondFactorRow,
  { code, recovery_code, passkey }: Proof
): Promise<void> => {
  const { user_id } = factor
  const rate_limit = await deps.registration_limits.takeCode(user_id)
  if (rate_limit) {
    const detail = 'Too many codes were tried. Wait for the seconds that Retry-After gives.'
    throw new AppError('rate_limited', {}, { rate_limit, detail })
  }
  if (recovery_code !== undefined) {
    if (await takeRecoveryCode(tx, user_id, hashOfRecoveryCode(recovery_code))) return
    throw new AppError('second_factor_wrong')
  }
  if (passkey !== undefined) {
    if (await usePasskey(deps, tx, user_id, passkey, 'second_factor')) return
    throw new AppError('second_factor_wrong')
  }
  const secret = unsealWith(deps.webhook_key, factor.sealed_secret, secondFactorContext(user_id))
  const step = stepOf(secret.toString(), code ?? '', deps.clock.now())
  if (step === null || !(await takeStep(tx, user_id, step)))
    throw new AppError('second_factor_wrong')
}

/** At log-in, once the password is right: a user with a second factor needs a code as well. */
export const requireSecondFactor = async (
  deps: CheckDeps,
  tx: Tx,
  user_id: string,
  proof: Proof
): Promise<void> => {
  const factor = await findSecondFactor(tx, user_id)
  if (!factor?.confirmed_at) return
  if (proof.code === undefined && proof.recovery_code === undefined && proof.passkey === undefined)
    throw new AppError('second_factor_required')
  await useSecondFactor(deps, tx, factor, proof)
}
