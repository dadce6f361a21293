import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { IncomingFields } from './incoming-fields.tsx'
import { incomingOf } from './incoming-values.ts'
import { ShownAddress } from './shown-address.tsx'

/** Makes an address that other programs post to, and shows it once. */
export const CreateIncoming = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (form: FormData) => api.createIncomingWebhook(incomingOf(form)),
    meta: { quiet: true },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['incoming-webhooks'] })
  })
  const errors = fieldErrors(create.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(new FormData(event.currentTarget))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={create.data ? t`The new address` : t`Create an address`}
      size="lg"
      // What is shown once is not lost by a click beside it.
      closeOnClickOutside={!create.data}
      closeOnEscape={!create.data}
      withCloseButton={!create.data}
    >
      {create.data ? (
        <ShownAddress url={create.data.url} onDone={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {create.error && Object.keys(errors).length === 0 && (
              <Alert color="red" variant="light" role="alert">
                {sentenceOf(create.error)}
              </Alert>
            )}
            <IncomingFields errors={errors} />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                <Trans>Create</Trans>
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
