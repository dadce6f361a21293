import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { CodeField, RecoveryCodeField } from '../../components/code-fields.tsx'
import { has_passkeys } from '../../lib/has-passkeys.ts'
import { login } from '../../lib/login.ts'
import { EntryForm } from './entry-form.tsx'
import { useGoOn } from './use-entry.ts'

export type Credentials = { email: string; password: string }

/** The password was right: a code of the app, one of those for when it is lost, or a passkey. */
export const SecondFactorStep = (props: { credentials: Credentials; onBack: () => void }) => {
  const { t } = useLingui()
  const goOn = useGoOn()
  const [lost, setLost] = useState(false)
  const enter = async ({ code = '', recovery_code = '' }): Promise<void> => {
    await login.begin({ ...props.credentials, ...(lost ? { recovery_code } : { code }) })
    goOn()
  }
  const enterWithPasskey = async (): Promise<void> => {
    const { signWithPasskey } = await import('../../lib/passkey-ceremonies.ts')
    await login.begin({ ...props.credentials, passkey: await signWithPasskey('second_factor') })
    goOn()
  }
  return (
    <EntryForm
      key={String(lost)}
      title={t`Second step`}
      says={
        lost ? (
          <Trans>One of the recovery codes that you kept. Each is good once.</Trans>
        ) : (
          <Trans>The six digits that your authenticator app shows for this account.</Trans>
        )
      }
      action={<Trans>Log in</Trans>}
      enter={enter}
      instead={
        has_passkeys && { action: <Trans>Log in with a passkey</Trans>, enter: enterWithPasskey }
      }
      foot={
        <Group justify="space-between">
          <Button variant="subtle" size="compact-sm" onClick={props.onBack}>
            <Trans>Back</Trans>
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => setLost(!lost)}>
            {lost ? <Trans>Use the app</Trans> : <Trans>I do not have the app</Trans>}
          </Button>
        </Group>
      }
    >
      {(errors) =>
        lost ? (
          <RecoveryCodeField error={errors['recovery_code']} autoFocus />
        ) : (
          <CodeField error={errors['code']} autoFocus />
        )
      }
    </EntryForm>
  )
}
