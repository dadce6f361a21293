import { Trans, useLingui } from '@lingui/react/macro'
import { GatewayError } from '@whatsapp-saas/sdk'
import { useEffect, useState } from 'react'
import { PasswordField } from '../../components/password-field.tsx'
import { public_api } from '../../lib/api.ts'
import { login } from '../../lib/login.ts'
import { EntryForm } from '../login/entry-form.tsx'
import { Result } from './result.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Where the mail about a forgotten password leads. */
export const Page = () => {
  const { t } = useLingui()
  const token = useLinkToken()
  const [state, setState] = useState<'open' | 'done' | 'invalid'>('open')
  // Another link in the same tab.
  useEffect(() => setState(token === null ? 'invalid' : 'open'), [token])
  if (state === 'done')
    return (
      <Result
        good
        title={t`Your password is changed`}
        says={<Trans>Every login with the old one has ended. API keys work as before.</Trans>}
        to="/login"
        action={<Trans>Log in</Trans>}
      />
    )
  if (token === null || state === 'invalid')
    return (
      <Result
        title={t`This link does not work`}
        says={
          <Trans>
            A link to a new password works once, within an hour, and all of it has to be in the
            address. Have a new one sent.
          </Trans>
        }
        to="/forgot-password"
        action={<Trans>Send a new link</Trans>}
      />
    )
  return (
    <EntryForm
      title={t`Choose a new password`}
      says={<Trans>Every login of this account ends, here and elsewhere.</Trans>}
      action={<Trans>Set the password</Trans>}
      enter={async ({ new_password = '' }) => {
        try {
          await public_api.resetPassword({ token, new_password })
        } catch (error) {
          if (!(error instanceof GatewayError) || error.code !== 'link_invalid') throw error
          return setState('invalid')
        }
        await login.end()
        setState('done')
      }}
    >
      {(errors) => (
        <PasswordField
          name="new_password"
          label={t`New password`}
          description={t`At least 8 characters, and none of the most common passwords.`}
          autoComplete="new-password"
          error={errors['new_password']}
        />
      )}
    </EntryForm>
  )
}
