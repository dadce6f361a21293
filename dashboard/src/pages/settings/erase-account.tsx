import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Card, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CodeField, RecoveryCodeField } from '../../components/code-fields.tsx'
import { Moment } from '../../components/moment.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { login } from '../../lib/login.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { useUser } from '../../lib/use-user.ts'

export const EraseAccount = () => {
  const [asking, setAsking] = useState(false)
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Erase the account</Trans>
        </Title>
        <Text size="sm" c="var(--quiet)">
          <Trans>
            Numbers are logged out on WhatsApp, then everything is deleted: messages, files, keys,
            webhooks and you. It cannot be undone, so export your data first.
          </Trans>
        </Text>
        <Group>
          <Button color="red" variant="light" onClick={() => setAsking(true)}>
            <Trans>Erase the account…</Trans>
          </Button>
        </Group>
      </Stack>
      {asking && <EraseDialog onClose={() => setAsking(false)} />}
    </Card>
  )
}

const EraseDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const [erasure, setErasure] = useState<Schemas['Erasure'] | null>(null)
  const leave = (): void => {
    if (erasure) login.end().catch(() => location.assign('/login'))
    else onClose()
  }
  return (
    <Modal
      opened
      onClose={leave}
      title={<Trans>Erase the account</Trans>}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {erasure ? (
        <Erasing erasure={erasure} onLeave={leave} />
      ) : (
        <EraseForm onErased={setErasure} onClose={onClose} />
      )}
    </Modal>
  )
}

const Erasing = (props: { erasure: Schemas['Erasure']; onLeave: () => void }) => (
  <Stack role="status">
    <Alert color="orange" variant="light">
      <Trans>The account is being erased. No key and no login of it works any more.</Trans>
    </Alert>
    <Text size="sm">
      <Trans>
        Linked numbers are logged out until <Moment at={props.erasure.log_out_until} />
      </Trans>
    </Text>
    <Text size="sm">
      <Trans>
        Nothing is left after <Moment at={props.erasure.complete_by} />, at the latest.
      </Trans>
    </Text>
    <Group justify="flex-end">
      <Button onClick={props.onLeave}>
        <Trans>Leave</Trans>
      </Button>
    </Group>
  </Stack>
)

type FormProps = { onErased: (erasure: Schemas['Erasure']) => void; onClose: () => void }

const EraseForm = ({ onErased, onClose }: FormProps) => {
  const { t } = useLingui()
  const { email } = useUser()
  const [typed, setTyped] = useState('')
  const { data: factor } = useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal })
  })
  const erase = useMutation({
    mutationFn: (form: FormData) => {
      const given = (name: string) => {
        const value = String(form.get(name) ?? '')
        return value === '' ? {} : { [name]: value }
      }
      return api.deleteAccount({
        current_password: String(form.get('current_password') ?? ''),
        ...given('code'),
        ...given('recovery_code')
      })
    },
    meta: { quiet: true },
    onSuccess: onErased
  })
  const errors = fieldErrors(erase.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    erase.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {erase.error && Object.keys(errors).length === 0 && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(erase.error)}
          </Alert>
        )}
        <TextInput
          label={t`Type your e-mail address`}
          description={email}
          dir="ltr"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <PasswordField
          name="current_password"
          label={t`Current password`}
          autoComplete="current-password"
          error={errors['current_password']}
        />
        {factor?.enabled && <FactorField errors={errors} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={typed.trim().toLowerCase() !== email.toLowerCase()}
            loading={erase.isPending}
          >
            <Trans>Erase everything</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The code that a log-in takes as well. */
const FactorField = ({ errors }: { errors: Record<string, string> }) => {
  const [lost, setLost] = useState(false)
  return (
    <>
      {lost ? (
        <RecoveryCodeField error={errors['recovery_code']} />
      ) : (
        <CodeField error={errors['code']} />
      )}
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={() => setLost(!lost)}>
          {lost ? <Trans>Use the app</Trans> : <Trans>I do not have the app</Trans>}
        </Button>
      </Group>
    </>
  )
}
