import { Trans, useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { GatewayError } from '@whatsapp-saas/sdk'
import { useState } from 'react'
import { CodeField } from '../../components/code-fields.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { public_api, type Schemas } from '../../lib/api.ts'
import { login } from '../../lib/login.ts'
import { EntryForm } from '../login/entry-form.tsx'
import { Frame } from '../login/frame.tsx'
import { roles } from '../settings/team/roles.ts'
import { Result } from './result.tsx'
import { useLinkToken } from './use-link-token.ts'

const isInvalid = (error: unknown): boolean =>
  error instanceof GatewayError && error.code === 'link_invalid'

/** Where an invitation into a team leads. */
export const Page = () => {
  const { t } = useLingui()
  const token = useLinkToken()
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => public_api.readTeamInvitation({ token: token ?? '' }, { signal }),
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY
  })
  if (token === null || isInvalid(invitation.error)) return <Invalid />
  if (!invitation.data)
    return (
      <Frame title={t`Join a team`}>
        <Loaded query={invitation}>{() => null}</Loaded>
      </Frame>
    )
  return <Join key={token} token={token} to={invitation.data} />
}

const Invalid = () => {
  const { t } = useLingui()
  return (
    <Result
      title={t`This link does not work`}
      says={
        <Trans>
          The invitation was accepted or taken back, has expired, or was sent again since. Ask
          whoever invited you for another.
        </Trans>
      }
      to="/login"
      action={<Trans>Back to the login</Trans>}
    />
  )
}

const Join = ({ token, to }: { token: string; to: Schemas['OpenInvitation'] }) => {
  const { t, i18n } = useLingui()
  const [state, setState] = useState<'open' | 'code' | 'invalid'>('open')
  if (state === 'invalid') return <Invalid />
  const enter = async (given: Record<string, string>): Promise<void> => {
    try {
      await login.accept({ token, password: '', ...given })
    } catch (error) {
      if (isInvalid(error)) return setState('invalid')
      if (error instanceof GatewayError && error.code === 'second_factor_required')
        return setState('code')
      throw error
    }
    // Nothing of another account that this browser was in is to be seen.
    location.assign('/')
  }
  const { inviter, account, email, has_account } = to
  const role = i18n._(roles[to.role].name)
  return (
    <EntryForm
      title={t`Join a team`}
      says={
        <Trans>
          <bdi>{inviter}</bdi> invites <bdi dir="ltr">{email}</bdi> into the team of{' '}
          <bdi>{account}</bdi>. Your role: {role}.
        </Trans>
      }
      action={<Trans>Join the team</Trans>}
      enter={enter}
    >
      {(errors) => (
        <>
          {!has_account && (
            <TextInput
              name="name"
              label={t`Name`}
              autoComplete="name"
              error={errors['name']}
              dir="auto"
              maxLength={100}
              required
              withAsterisk={false}
            />
          )}
          <PasswordField
            name="password"
            label={t`Password`}
            description={
              has_account
                ? t`The one that you log in with.`
                : t`At least 8 characters, and none of the most common passwords.`
            }
            autoComplete={has_account ? 'current-password' : 'new-password'}
            error={errors['password']}
          />
          {state === 'code' && <CodeField error={errors['code']} autoFocus />}
        </>
      )}
    </EntryForm>
  )
}
