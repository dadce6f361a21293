import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { fieldErrors } from '../../lib/problem.ts'

/** What the user calls a passkey. */
export const RenamePasskey = (props: { passkey: Schemas['UserPasskey']; onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const rename = useMutation({
    mutationFn: (name: string) => api.renamePasskey({ id: props.passkey.id, name }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['passkeys'] })
      props.onClose()
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    rename.mutate(String(new FormData(event.currentTarget).get('name') ?? ''))
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<Trans>Rename the passkey</Trans>}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            name="name"
            label={t`Name`}
            defaultValue={props.passkey.name}
            error={fieldErrors(rename.error)['name']}
            dir="auto"
            maxLength={100}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={rename.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
