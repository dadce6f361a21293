import { Trans, useLingui } from '@lingui/react/macro'
import { Text, TextInput } from '@mantine/core'
import { PasswordField } from '../../components/password-field.tsx'
import { login } from '../../lib/login.ts'
import { EmailField, EntryForm, EntryLink } from './entry-form.tsx'
import { useGoOn } from './use-entry.ts'

export const RegisterPage = () => {
  const { t } = useLingui()
  const goOn = useGoOn()
  return (
    <EntryForm
      title={t`Create an account`}
      says={<Trans>Link a WhatsApp number and send your first message in minutes.</Trans>}
      action={<Trans>Create the account</Trans>}
      enter={async ({ name = '', email = '', password = '' }) => {
        await login.register({ name, email, password })
        goOn()
      }}
      foot={
        <Text size="sm" ta="center">
          <Trans>
            You have an account? <EntryLink to="/login">Log in</EntryLink>
          </Trans>
        </Text>
      }
    >
      {(errors) => (
        <>
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
          <EmailField error={errors['email']} />
          <PasswordField
            name="password"
            label={t`Password`}
            description={t`At least 8 characters, and none of the most common passwords.`}
            autoComplete="new-password"
            error={errors['password']}
          />
        </>
      )}
    </EntryForm>
  )
}
