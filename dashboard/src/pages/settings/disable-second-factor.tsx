import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CodeField, RecoveryCodeField } from '../../components/code-fields.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { api } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** Takes the password and a code, as a log-in does. */
export const DisableSecondFactor = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [lost, setLost] = useState(false)
  const disable = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const given = new FormData(form)
      const text = (name: string): string => String(given.get(name) ?? '')
      return api.disableSecondFactor({
        current_password: text('current_password'),
        ...(lost ? { recovery_code: text('recovery_code') } : { code: text('code') })
      })
    },
    meta: { quiet: true },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['second-factor'] })
      tell(t`The second factor is off`)
      onClose()
    }
  })
  const errors = fieldErrors(disable.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    disable.mutate(event.currentTarget)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Trans>Switch the second factor off</Trans>}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <form onSubmit={submit}>
        <Stack>
          {disable.error && Object.keys(errors).length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {sentenceOf(disable.error)}
            </Alert>
          )}
          <PasswordField
            name="current_password"
            label={t`Current password`}
            autoComplete="current-password"
            error={errors['current_password']}
            data-autofocus
          />
          {lost ? (
            <RecoveryCodeField error={errors['recovery_code']} />
          ) : (
            <CodeField error={errors['code']} />
          )}
          <Group justify="space-between">
            <Button variant="subtle" size="compact-sm" onClick={() => setLost(!lost)}>
              {lost ? <Trans>Use the app</Trans> : <Trans>I do not have the app</Trans>}
            </Button>
            <Button type="submit" color="red" loading={disable.isPending}>
              <Trans>Switch it off</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
