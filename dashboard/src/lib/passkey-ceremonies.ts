import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { Arguments } from '@whatsapp-saas/sdk'
import { public_api, type Schemas } from './api.ts'
import { i18n } from './language.ts'

type Ceremony = NonNullable<Arguments<'askForPasskey'>['for']>
type Signed = Arguments<'logInWithPasskey'>['credential']
type Made = Arguments<'registerPasskey'>['credential']

const elsewhere = msg`Passkeys do not work at this address. Open the dashboard at the one that its operator has set.`

/** What a browser means by its refusals, for people. */
const no_signature: Record<string, MessageDescriptor> = {
  NotAllowedError: msg`No passkey was used: it was canceled, took too long, or there is none for this page on the device.`,
  SecurityError: elsewhere
}
const no_passkey: Record<string, MessageDescriptor> = {
  NotAllowedError: msg`No passkey was made: it was canceled, or took too long.`,
  InvalidStateError: msg`This device has a passkey for this account already.`,
  SecurityError: elsewhere
}

/** Has a challenge signed with a passkey of whoever sits there. */
export const signWithPasskey = async (ceremony: Ceremony): Promise<Signed> => {
  const optionsJSON = await public_api.askForPasskey({ for: ceremony })
  return withoutExtensions(await explained(startAuthentication({ optionsJSON }), no_signature))
}

/** Has the device make a passkey, which the gateway then has to be given. */
export const makePasskey = async (optionsJSON: Schemas['PasskeyCreation']): Promise<Made> =>
  withoutExtensions(await explained(startRegistration({ optionsJSON }), no_passkey))

/** None was asked for. */
const withoutExtensions = <T extends { clientExtensionResults: unknown }>({
  clientExtensionResults: _,
  ...credential
}: T): Omit<T, 'clientExtensionResults'> => credential

const explained = async <T>(
  ceremony: Promise<T>,
  reasons: Record<string, MessageDescriptor>
): Promise<T> => {
  try {
    return await ceremony
  } catch (cause) {
    const reason = cause instanceof Error ? reasons[cause.name] : undefined
    throw reason ? new Error(i18n._(reason), { cause }) : cause
  }
}
