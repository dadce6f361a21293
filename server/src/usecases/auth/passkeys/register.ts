import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import { AppError, invalid } from '../../../domain/errors.ts'
import { newId } from '../../../domain/ids.ts'
import type { MailLanguage } from '../../../domain/mail.ts'
import type { PasskeyCreation, PasskeyRegistration } from '../../../schemas/passkey.ts'
import { putMail } from '../../../store/mails/outbox.ts'
import { insertPasskey, listCredentials, type PasskeyRow } from '../../../store/passkeys.ts'
import { getUser, lockUser } from '../../../store/users.ts'
import { command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Deps } from '../../deps.ts'
import { confirmPassword } from '../confirm-password.ts'
import { type Proof, requireSecondFactor } from '../second-factor/check.ts'
import { isWithoutCertificates } from './attestation.ts'
import { challenge_ms, newChallenge, readChallenge } from './challenge.ts'
import { readClientData } from './client-data.ts'
import { relyingParty } from './relying-party.ts'

const passkeys_max = 20
const mail_days = 7
/** Ed25519, P-256 and RSA: what every authenticator has one of. */
const algorithms = [-8, -7, -257]

/** What a browser is given to make a passkey. It takes what a log-in takes, so that a stolen token alone adds none. */
export const beginPasskey = async (
  deps: Deps,
  ctx: Context,
  { current_password, ...proof }: Proof & { current_password: string }
): Promise<PasskeyCreation> => {
  const { user_id } = ctx.tenant
  const party = relyingParty(deps.config)
  await confirmPassword(deps, ctx, current_password)
  const { user, known } = await deps.db.withTenant(ctx.tenant, async (tx) => {
    await requireSecondFactor(deps, tx, user_id, proof)
    return { user: await getUser(tx, user_id), known: await listCredentials(tx, user_id) }
  })
  if (known.length >= passkeys_max) throw new AppError('passkeys_full', { limit: passkeys_max })
  const {
    extensions: _,
    hints: __,
    ...options
  } = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: user.email,
    userDisplayName: user.name,
    userID: new Uint8Array(Buffer.from(user_id)),
    challenge: new Uint8Array(newChallenge(deps.jwt_secret, 'register', user_id, deps.clock.now())),
    timeout: challenge_ms,
    attestationType: 'none',
    excludeCredentials: known.map(({ credential_id }) => ({
      id: credential_id.toString('base64url')
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms
  })
  return options as PasskeyCreation
}

/** Registers what the browser has made. */
export const registerPasskey = (
  deps: Deps,
  ctx: Context,
  { name, credential }: { name: string; credential: PasskeyRegistration },
  language: MailLanguage
): Promise<PasskeyRow> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id, user_id } = ctx.tenant
    const made = await verifyMade(deps, user_id, credential)
    // Of two at once the second sees what the first has registered.
    if (!(await lockUser(tx, user_id))) throw new AppError('unauthenticated')
    const known = await listCredentials(tx, user_id)
    if (known.length >= passkeys_max) throw new AppError('passkeys_full', { limit: passkeys_max })
    const passkey = await insertPasskey(tx, {
      ...made,
      id: newId('passkey'),
      tenant_id,
      user_id,
      transports: credential.response.transports ?? [],
      name
    })
    if (!passkey) throw new AppError('passkey_known')
    const { email } = await getUser(tx, user_id)
    await putMail(tx, {
      tenant_id,
      kind: 'passkey_registered',
      language,
      recipient: email,
      link_id: null,
      // A name that somebody else has chosen is not for mails.
      data: {},
      expires_at: new Date(deps.clock.now().getTime() + mail_days * 86_400_000)
    })
    return passkey
  })

const verifyMade = async (
  deps: Pick<Deps, 'jwt_secret' | 'config' | 'clock'>,
  user_id: string,
  credential: PasskeyRegistration
) => {
  const { clientDataJSON, attestationObject } = credential.response
  const said = readClientData(clientDataJSON)
  const party = relyingParty(deps.config)
  if (!said || !party.isOrigin(said.origin))
    throw invalid('credential', 'Was not made on a page of this service.')
  const now = deps.clock.now()
  const challenged_at = readChallenge(deps.jwt_secret, said.challenge, 'register', user_id, now)
  if (!challenged_at)
    throw invalid('credential', 'Does not answer a challenge that was made for you just now.')
  const verify = async () =>
    isWithoutCertificates(attestationObject)
      ? await verifyRegistrationResponse({
          response: {
            ...credential,
            response: { clientDataJSON, attestationObject },
            clientExtensionResults: {}
          },
          expectedChallenge: said.challenge,
          expectedOrigin: said.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
          supportedAlgorithmIDs: algorithms
        })
      : null
  const verified = await verify().catch(() => null)
  if (!verified?.verified) throw invalid('credential', 'Is not a passkey made for this service.')
  const { credential: key, credentialBackedUp: backed_up } = verified.registrationInfo
  return {
    credential_id: Buffer.from(key.id, 'base64url'),
    public_key: Buffer.from(key.publicKey),
    counter: key.counter,
    backed_up,
    challenged_at
  }
}
