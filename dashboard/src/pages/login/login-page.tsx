import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { GatewayError } from '@whatsapp-saas/sdk'
import { useState } from 'react'
import { PasswordField } from '../../components/password-field.tsx'
import { has_passkeys } from '../../lib/has-passkeys.ts'
import { login } from '../../lib/login.ts'
import { EmailField, EntryForm, EntryLink } from './entry-form.tsx'
import { type Credentials, SecondFactorStep } from './second-factor-step.tsx'
import { useGoOn } from './use-entry.ts'

/** The password, and then a code where the account asks for one; or a passkey for both. */
export const LoginPage = () => {
  const [given, setGiven] = useState<Credentials | null>(null)
  const [asks_code, setAsksCode] = useState(false)
  return given && asks_code ? (
    <SecondFactorStep credentials={given} onBack={() => setAsksCode(false)} />
  ) : (
    <PasswordStep
      email={given?.email ?? ''}
      onCode={(credentials) => {
        setGiven(credentials)
        setAsksCode(true)
      }}
    />
  )
}

const PasswordStep = (props: { email: string; onCode: (given: Credentials) => void }) => {
  const { t } = useLingui()
  const goOn = useGoOn()
  const enter = async ({ email = '', password = '' }): Promise<void> => {
    try {
      await login.begin({ email, password })
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'second_factor_required') throw error
      return props.onCode({ email, password })
    }
    goOn()
  }
  const enterWithPasskey = async (): Promise<void> => {
    const { signWithPasskey } = await import('../../lib/passkey-ceremonies.ts')
    await login.beginWithPasskey({ credential: await signWithPasskey('log_in') })
    goOn()
  }
  return (
    <EntryForm
      title={t`Log in`}
      says={<Trans>Your WhatsApp numbers, messages and webhooks.</Trans>}
      action={<Trans>Log in</Trans>}
      enter={enter}
      instead={
        has_passkeys && { action: <Trans>Log in with a passkey</Trans>, enter: enterWithPasskey }
      }
      foot={
        <Stack gap={6} align="center">
          <EntryLink to="/forgot-password">
            <Trans>Forgot your password?</Trans>
          </EntryLink>
          <Text size="sm" ta="center">
            <Trans>
              No account yet? <EntryLink to="/register">Create one</EntryLink>
            </Trans>
          </Text>
        </Stack>
      }
    >
      {(errors) => (
        <>
          <EmailField defaultValue={props.email} error={errors['email']} />
          <PasswordField
            name="password"
            label={t`Password`}
            autoComplete="current-password"
            error={errors['password']}
          />
        </>
      )}
    </EntryForm>
  )
}
