import { Trans, useLingui } from '@lingui/react/macro'
import { GatewayError } from '@whatsapp-saas/sdk'
import { useEffect, useState } from 'react'
import { api, public_api } from '../../lib/api.ts'
import { login } from '../../lib/login.ts'
import { EntryForm } from '../login/entry-form.tsx'
import { Result } from './result.tsx'
import { useLinkToken } from './use-link-token.ts'

/**
 * Where the mail about an address leads. A click confirms it: programs that look into mails open links as well, and would
 * use this one up.
 */
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
        title={t`Your address is confirmed`}
        says={<Trans>That is all. Thank you.</Trans>}
        to="/"
        action={<Trans>To the dashboard</Trans>}
      />
    )
  if (token === null || state === 'invalid')
    return (
      <Result
        title={t`This link does not work`}
        says={
          <Trans>
            It works once, within three days, and not for an address that was changed since. Log in
            and have a new mail sent from the settings, unless the address is confirmed already.
          </Trans>
        }
        to="/settings"
        action={<Trans>To the settings</Trans>}
      />
    )
  return (
    <EntryForm
      title={t`Confirm your e-mail address`}
      says={<Trans>Then mails about your account reach you, and nobody else.</Trans>}
      action={<Trans>Confirm the address</Trans>}
      enter={async () => {
        try {
          await public_api.verifyEmail({ token })
        } catch (error) {
          if (!(error instanceof GatewayError) || error.code !== 'link_invalid') throw error
          return setState('invalid')
        }
        // Whoever is logged in here sees it in the settings at once.
        if (login.user()) login.changed(await api.getMe())
        setState('done')
      }}
    >
      {() => null}
    </EntryForm>
  )
}
