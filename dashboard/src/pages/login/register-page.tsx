import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { login } from '../../lib/login.ts'
import { Frame } from './frame.tsx'
import { useEntry } from './use-entry.ts'

export const RegisterPage = () => {
  const { t } = useLingui()
  const { busy, submit, fields, sentence } = useEntry(({ name = '', email = '', password = '' }) =>
    login.register({ name, email, password })
  )
  const search = useRouterState({ select: (state) => state.location.search })
  return (
    <Frame
      title={<Trans>Create an account</Trans>}
      says={<Trans>Link a WhatsApp number and send your first message in minutes.</Trans>}
    >
      <form onSubmit={submit}>
        <Stack>
          {sentence && (
            <Alert color="red" variant="light" role="alert">
              {sentence}
            </Alert>
          )}
          <TextInput
            name="name"
            label={t`Name`}
            autoComplete="name"
            error={fields['name']}
            dir="auto"
            maxLength={100}
            required
            withAsterisk={false}
          />
          <TextInput
            name="email"
            type="email"
            label={t`E-mail address`}
            autoComplete="username"
            error={fields['email']}
            dir="ltr"
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="password"
            label={t`Password`}
            description={t`At least 8 characters, and none of the most common passwords.`}
            autoComplete="new-password"
            error={fields['password']}
            visibilityToggleButtonProps={{ 'aria-label': t`Show the password`, tabIndex: 0 }}
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={busy} fullWidth mt="xs">
            <Trans>Create the account</Trans>
          </Button>
          <Text size="sm" ta="center">
            <Trans>
              You have an account?{' '}
              <Anchor component={Link} to="/login" search={search as never} size="sm">
                Log in
              </Anchor>
            </Trans>
          </Text>
        </Stack>
      </form>
    </Frame>
  )
}
