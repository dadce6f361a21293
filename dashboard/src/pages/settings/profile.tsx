import { Trans, useLingui } from '@lingui/react/macro'
import {
  Button,
  Card,
  Group,
  NativeSelect,
  PasswordInput,
  SimpleGrid,
  Stack,
  TextInput,
  Title
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { isLanguage, languages } from '../../lib/language.ts'
import { login } from '../../lib/login.ts'
import { tell } from '../../lib/notify.ts'
import { preferences, usePreferences } from '../../lib/preferences.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { useUser } from '../../lib/use-user.ts'

export const Profile = () => (
  <SimpleGrid cols={{ base: 1, lg: 2 }}>
    <Name />
    <Language />
    <NewPassword />
  </SimpleGrid>
)

/** A form that saves its texts, and says so. */
const Section = (props: {
  title: ReactNode
  save: (values: Record<string, string>) => Promise<unknown>
  children: (errors: Record<string, string>) => ReactNode
}) => {
  const { t } = useLingui()
  const save = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      props.save(Object.fromEntries(new FormData(form)) as Record<string, string>),
    onSuccess: (_answer, form) => {
      tell(t`Saved`)
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type=password]'))
        input.value = ''
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(event.currentTarget)
  }
  return (
    <Card component="section">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            {props.title}
          </Title>
          {props.children(fieldErrors(save.error))}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

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
        </>
      )}
    </Section>
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
            preferences.change({ digits: value === 'arab' ? 'arab' : 'latn' })
          }
          data={[
            { value: 'latn', label: '0123456789' },
            { value: 'arab', label: '٠١٢٣٤٥٦٧٨٩' }
          ]}
        />
      </Stack>
    </Card>
  )
}

const NewPassword = () => {
  const { t } = useLingui()
  const toggle = { 'aria-label': t`Show the password`, tabIndex: 0 }
  return (
    <Section
      title={<Trans>Password</Trans>}
      save={({ current_password = '', new_password = '' }) =>
        api.changePassword({ current_password, new_password })
      }
    >
      {(errors) => (
        <>
          <PasswordInput
            name="current_password"
            label={t`Current password`}
            autoComplete="current-password"
            error={errors['current_password']}
            visibilityToggleButtonProps={toggle}
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="new_password"
            label={t`New password`}
            description={t`Every other login ends.`}
            autoComplete="new-password"
            error={errors['new_password']}
            visibilityToggleButtonProps={toggle}
            required
            withAsterisk={false}
          />
        </>
      )}
    </Section>
  )
}
