import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Center, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Code } from '../../components/code.tsx'
import { CodeField } from '../../components/code-fields.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Password, then picture and code, then the recovery codes, which are shown this once. */
export const SetUpSecondFactor = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [made, setMade] = useState<Schemas['SecondFactorSecret'] | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = (): void => {
    queries.invalidateQueries({ queryKey: ['second-factor'] })
    onClose()
  }
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={made === null}
      closeOnEscape={codes === null}
      withCloseButton={codes === null}
      closeButtonProps={{ 'aria-label': t`Close` }}
      title={codes ? <Trans>Recovery codes</Trans> : <Trans>Set up a second factor</Trans>}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={close} />
      ) : made ? (
        <ConfirmApp made={made} onConfirmed={setCodes} />
      ) : (
        <AskPassword onMade={setMade} />
      )}
    </Modal>
  )
}

const AskPassword = (props: { onMade: (made: Schemas['SecondFactorSecret']) => void }) => {
  const { t } = useLingui()
  return (
    <Step
      send={(values) => api.setUpSecondFactor({ current_password: values('current_password') })}
      onDone={props.onMade}
      action={<Trans>Continue</Trans>}
    >
      {(errors) => (
        <>
          <Text size="sm">
            <Trans>
              You need an authenticator app, such as Google Authenticator, Aegis or a password
              manager.
            </Trans>
          </Text>
          <PasswordField
            name="current_password"
            label={t`Current password`}
            autoComplete="current-password"
            error={errors['current_password']}
            data-autofocus
          />
        </>
      )}
    </Step>
  )
}

const ConfirmApp = (props: {
  made: Schemas['SecondFactorSecret']
  onConfirmed: (codes: string[]) => void
}) => {
  const { t } = useLingui()
  const { image, secret } = props.made
  return (
    <Step
      send={async (values) =>
        (await api.confirmSecondFactor({ code: values('code') })).recovery_codes
      }
      onDone={props.onConfirmed}
      action={<Trans>Switch it on</Trans>}
    >
      {(errors) => (
        <>
          <Text size="sm">
            <Trans>Scan this with the app, or type the secret into it.</Trans>
          </Text>
          <Center>
            <img
              src={image}
              alt={t`QR code for the authenticator app`}
              width={220}
              height={220}
              style={{ background: '#fff', borderRadius: 8 }}
            />
          </Center>
          <Code label={t`Secret`} copied={secret}>
            {inGroups(secret)}
          </Code>
          <CodeField
            description={t`The six digits that the app shows now.`}
            error={errors['code']}
            autoFocus
          />
        </>
      )}
    </Step>
  )
}

/** One question of the set-up. */
const Step = <T,>(props: {
  send: (values: (name: string) => string) => Promise<T>
  onDone: (answer: T) => void
  action: ReactNode
  children: (errors: Record<string, string>) => ReactNode
}) => {
  const send = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const given = new FormData(form)
      return props.send((name) => String(given.get(name) ?? ''))
    },
    meta: { quiet: true },
    onSuccess: props.onDone
  })
  const errors = fieldErrors(send.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    send.mutate(event.currentTarget)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {send.error && Object.keys(errors).length === 0 && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(send.error)}
          </Alert>
        )}
        {props.children(errors)}
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Four groups of four in a line, to be typed without losing the place. */
const inGroups = (secret: string): string =>
  secret
    .replace(/.{4}/g, '$& ')
    .replace(/(?:\S+ ){4}/g, (line) => `${line.trim()}\n`)
    .trim()
