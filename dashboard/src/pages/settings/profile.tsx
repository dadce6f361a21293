import { Trans, useLingui } from '@lingui/react/macro'
import {
  Button,
  Card,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { digit_rows, isDigits, isLanguage, languages } from '../../lib/language.ts'
import { login } from '../../lib/login.ts'
import { tell } from '../../lib/notify.ts'
import { preferences, usePreferences } from '../../lib/preferences.ts'
import { useUser } from '../../lib/use-user.ts'
import { Section } from './section.tsx'

export const Profile = () => (
  <SimpleGrid cols={{ base: 1, lg: 2 }}>
    <Name />
    <Language />
  </SimpleGrid>
)

const Name = () => {
  const { t } = useLingui()
  const user = useUser()
  return (
    <Section
      title={<Trans>You</Trans>}
      save={async ({ name = '' }) => login.changed(await api.updateMe({ name }))}
    >
      {(errors) => (
        <>
          <TextInput
            name="name"
            label={t`Name`}
            dir="auto"
            defaultValue={user.name}
            error={errors['name']}
            required
            withAsterisk={false}
          />
          <TextInput label={t`E-mail address`} dir="ltr" value={user.email} readOnly />
          {!user.email_verified_at && <Unconfirmed />}
        </>
      )}
    </Section>
  )
}

/** An address that nobody has proved to be theirs yet. */
const Unconfirmed = () => {
  const { t } = useLingui()
  const send = useMutation({
    mutationFn: () => api.sendVerificationMail({}),
    onSuccess: () => tell(t`The mail is on its way`)
  })
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="var(--quiet)">
        <Trans>This address is not confirmed yet.</Trans>
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={send.isPending}
        onClick={() => send.mutate()}
      >
        <Trans>Send the mail once more</Trans>
      </Button>
    </Group>
  )
}

const Language = () => {
  const { t } = useLingui()
  const { language, digits } = usePreferences()
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Language</Trans>
        </Title>
        <NativeSelect
          label={t`Language`}
          value={language}
          onChange={({ currentTarget: { value } }) =>
            isLanguage(value) && preferences.change({ language: value })
          }
          data={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
        />
        <NativeSelect
          label={t`Digits`}
          value={digits}
          onChange={({ currentTarget: { value } }) =>
            isDigits(value) && preferences.change({ digits: value })
          }
          data={Object.entries(digit_rows).map(([value, label]) => ({ value, label }))}
        />
      </Stack>
    </Card>
  )
}
