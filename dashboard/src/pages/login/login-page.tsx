import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { login } from '../../lib/login.ts'
import { Frame } from './frame.tsx'
import { useEntry } from './use-entry.ts'

export const LoginPage = () => {
  const { t } = useLingui()
  const { busy, submit, fields, sentence } = useEntry(({ email = '', password = '' }) =>
    login.begin({ email, password })
  )
  const search = useRouterState({ select: (state) => state.location.search })
  return (
    <Frame
      title={<Trans>Log in</Trans>}
      says={<Trans>Your WhatsApp numbers, messages and webhooks.</Trans>}
    >
      <form onSubmit={submit}>
        <Stack>
          {sentence && (
            <Alert color="red" variant="light" role="alert">
              {sentence}
            </Alert>
          )}
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
            autoComplete="current-password"
            error={fields['password']}
            visibilityToggleButtonProps={{ 'aria-label': t`Show the password`, tabIndex: 0 }}
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={busy} fullWidth mt="xs">
            <Trans>Log in</Trans>
          </Button>
          <Text size="sm" ta="center">
            <Trans>
              No account yet?{' '}
              <Anchor component={Link} to="/register" search={search as never} size="sm">
                Create one
              </Anchor>
            </Trans>
          </Text>
        </Stack>
      </form>
    </Frame>
  )
}
