import { toDataURL } from 'qrcode'
import { AppError } from '../../../domain/errors.ts'
import { secondFactorContext } from '../../../domain/second-factor.ts'
import type { Tenant } from '../../../domain/tenant.ts'
import { sealWith } from '../../../lib/key-ring.ts'
import {
  confirmSecondFactor,
  deleteSecondFactor,
  findSecondFactor,
  putSecondFactor
} from '../../../store/second-factors.ts'
import { getUser } from '../../../store/users.ts'
import { command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Deps } from '../../deps.ts'
import { confirmPassword } from '../confirm-password.ts'
import { type Proof, useSecondFactor } from './check.ts'
import { hashOfRecoveryCode, newRecoveryCodes, newSecret } from './codes.ts'

export type SecondFactorState = { enabled: boolean; recovery_codes_left: number }

export const readSecondFactor = (deps: Deps, tenant: Tenant): Promise<SecondFactorState> =>
  deps.db.withTenant(tenant, async (tx) => {
    const factor = await findSecondFactor(tx, tenant.user_id)
    const enabled = factor?.confirmed_at != null
    return { enabled, recovery_codes_left: enabled ? factor.recovery_codes_left : 0 }
  })

/** Makes a secret for an authenticator app. Nothing is asked for at log-in before a code of it was confirmed. */
export const setUpSecondFactor = async (
  deps: Deps,
  ctx: Context,
  current_password: string
): Promise<{ secret: string; otpauth_url: string; image: string }> => {
  await confirmPassword(deps, ctx, current_password)
  const { tenant_id, user_id } = ctx.tenant
  return command(deps, ctx, async (tx) => {
    const made = newSecret((await getUser(tx, user_id)).email)
    const secret = Buffer.from(made.secret)
    const sealed_secret = sealWith(deps.webhook_key, secret, secondFactorContext(user_id))
    if (!(await putSecondFactor(tx, { user_id, tenant_id, sealed_secret })))
      throw new AppError('second_factor_active')
    ctx.entry.target_id = user_id
    return { ...made, image: await toDataURL(made.otpauth_url) }
  })
}

/** From now on a code is asked for at log-in. The recovery codes are in this answer and in no other. */
export const confirmSetUp = (
  deps: Deps,
  ctx: Context,
  code: string
): Promise<{ recovery_codes: string[] }> =>
  command(deps, ctx, async (tx) => {
    const { user_id } = ctx.tenant
    const factor = await findSecondFactor(tx, user_id)
    if (!factor) throw new AppError('second_factor_missing')
    if (factor.confirmed_at) throw new AppError('second_factor_active')
    await useSecondFactor(deps, tx, factor, { code })
    const recovery_codes = newRecoveryCodes()
    const hashes = recovery_codes.map(hashOfRecoveryCode)
    if (!(await confirmSecondFactor(tx, user_id, hashes, deps.clock.now())))
      throw new AppError('second_factor_active')
    ctx.entry.target_id = user_id
    return { recovery_codes }
  })

/** Takes the password and a code, so that a stolen token alone does not do it. */
export const disableSecondFactor = async (
  deps: Deps,
  ctx: Context,
  input: Proof & { current_password: string }
): Promise<void> => {
  await confirmPassword(deps, ctx, input.current_password)
  await command(deps, ctx, async (tx) => {
    const { user_id } = ctx.tenant
    const factor = await findSecondFactor(tx, user_id)
    if (!factor?.confirmed_at) throw new AppError('second_factor_missing')
    await useSecondFactor(deps, tx, factor, input)
    await deleteSecondFactor(tx, user_id)
    ctx.entry.target_id = user_id
  })
}
