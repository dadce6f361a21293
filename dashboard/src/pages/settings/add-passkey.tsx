import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CodeField, RecoveryCodeField } from '../../components/code-fields.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { api } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { makePasskey } from '../../lib/passkey-ceremonies.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

const shown_fields = ['name', 'current_password', 'code', 'recovery_code']

/** Takes what a log-in takes; then the device makes the passkey. */
export const AddPasskey = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const factor = useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal })
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Trans>Add a passkey</Trans>}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Loaded query={factor}>
        {({ enabled }) => <Form asks_code={enabled} onClose={onClose} />}
      </Loaded>
    </Modal>
  )
}

const Form = (props: { asks_code: boolean; onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [lost, setLost] = useState(false)
  const add = useMutation({
    mutationFn: async (form: HTMLFormElement) => {
      const given = new FormData(form)
      const text = (name: string): string => String(given.get(name) ?? '')
      const code = lost ? { recovery_code: text('recovery_code') } : { code: text('code') }
      const options = await api.beginPasskey({
        current_password: text('current_password'),
        ...(props.asks_code && code)
      })
      return api.registerPasskey({ name: text('name'), credential: await makePasskey(options) })
    },
    meta: { quiet: true },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['passkeys'] })
      queries.invalidateQueries({ queryKey: ['second-factor'] })
      tell(t`The passkey is added`)
      props.onClose()
    }
  })
  const errors = fieldErrors(add.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    add.mutate(event.currentTarget)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          <Trans>First your password; then your device asks whether to make the passkey.</Trans>
        </Text>
        {add.error && !shown_fields.some((name) => errors[name]) && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(add.error)}
          </Alert>
        )}
        <TextInput
          name="name"
          label={t`Name`}
          description={t`To tell it from others, such as the name of the device.`}
          error={errors['name']}
          dir="auto"
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <PasswordField
          name="current_password"
          label={t`Current password`}
          autoComplete="current-password"
          error={errors['current_password']}
        />
        {props.asks_code &&
          (lost ? (
            <RecoveryCodeField error={errors['recovery_code']} />
          ) : (
            <CodeField error={errors['code']} />
          ))}
        <Group justify={props.asks_code ? 'space-between' : 'flex-end'}>
          {props.asks_code && (
            <Button variant="subtle" size="compact-sm" onClick={() => setLost(!lost)}>
              {lost ? <Trans>Use the app</Trans> : <Trans>I do not have the app</Trans>}
            </Button>
          )}
          <Button type="submit" loading={add.isPending}>
            <Trans>Continue</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
