import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Tx } from '../../../lib/db.ts'
import type { PasskeyAssertion } from '../../../schemas/passkey.ts'
import { advancePasskey, lockPasskey } from '../../../store/passkeys.ts'
import type { Deps } from '../../deps.ts'
import { type Ceremony, readChallenge } from './challenge.ts'
import { readClientData } from './client-data.ts'
import { relyingParty } from './relying-party.ts'

type UseDeps = Pick<Deps, 'jwt_secret' | 'config' | 'clock'>

/**
 * Whether a user has signed one of our challenges with a passkey of theirs; the challenge is used up then. To log in with it alone
 * the authenticator has to have seen who uses it, by a PIN or a finger: it stands for both factors.
 */
export const usePasskey = async (
  deps: UseDeps,
  tx: Tx,
  user_id: string,
  credential: PasskeyAssertion,
  ceremony: Exclude<Ceremony, 'register'>
): Promise<boolean> => {
  const now = deps.clock.now()
  const said = readClientData(credential.response.clientDataJSON)
  const party = relyingParty(deps.config)
  if (!said || !party.isOrigin(said.origin)) return false
  const challenged_at = readChallenge(deps.jwt_secret, said.challenge, ceremony, null, now)
  if (!challenged_at || !isHandleOf(user_id, credential.response.userHandle)) return false
  const passkey = await lockPasskey(tx, user_id, Buffer.from(credential.id, 'base64url'))
  if (!passkey) return false
  const signed = await verifyAuthenticationResponse({
    response: {
      ...credential,
      response: withoutNull(credential.response),
      clientExtensionResults: {}
    },
    expectedChallenge: said.challenge,
    expectedOrigin: said.origin,
    expectedRPID: party.id,
    requireUserVerification: ceremony === 'log_in',
    credential: {
      id: credential.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter
    }
  }).catch(() => null)
  if (!signed?.verified) return false
  const { newCounter: counter, credentialBackedUp: backed_up } = signed.authenticationInfo
  return advancePasskey(tx, passkey.id, { counter, backed_up, challenged_at, now })
}

/** An authenticator that knows who its user is says so: it is whom we have told it. */
const isHandleOf = (user_id: string, handle: string | null | undefined): boolean =>
  handle == null || Buffer.from(handle, 'base64url').toString() === user_id

const withoutNull = ({ userHandle, ...response }: PasskeyAssertion['response']) =>
  userHandle == null ? response : { ...response, userHandle }
