import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiKey, api } from '../../lib/api.ts'
import { ShownKey } from './shown-key.tsx'

/** Another key in the place of this one: at once, or with a time in which both work. */
export const ReplaceKey = ({ apiKey }: { apiKey: ApiKey }) => {
  const [open, setOpen] = useState(false)
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={3} size="h5">
        <Trans>Replace it</Trans>
      </Title>
      <Text size="sm" c="var(--quiet)">
        <Trans>
          A new key that may do the same. The old one can go on working for a while, so that your
          programs change over one by one.
        </Trans>
      </Text>
      <Button variant="default" onClick={() => setOpen(true)}>
        <Trans>Replace the key</Trans>
      </Button>
      {open && <ReplaceDialog apiKey={apiKey} onClose={() => setOpen(false)} />}
    </Stack>
  )
}

const hour_s = 3_600

const ReplaceDialog = ({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [hours, setHours] = useState('24')
  const replace = useMutation({
    mutationFn: async () => {
      const overlap_seconds = Number(hours) * hour_s
      return (await api.rotateApiKey({ id: apiKey.id, overlap_seconds })).key
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['api-keys'] })
  })
  const { data: made } = replace
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? <Trans>Your new key</Trans> : <Trans>Replace {apiKey.name}</Trans>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
      size="lg"
      zIndex={300}
    >
      {made ? (
        <ShownKey apiKey={made} onClose={onClose} />
      ) : (
        <Stack>
          <NativeSelect
            label={t`The old key`}
            value={hours}
            onChange={({ currentTarget: { value } }) => setHours(value)}
            data={[
              { value: '0', label: t`stops working at once` },
              { value: '1', label: t`works for one more hour` },
              { value: '24', label: t`works for one more day` },
              { value: '168', label: t`works for one more week` }
            ]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={replace.isPending} onClick={() => replace.mutate()}>
              <Trans>Replace the key</Trans>
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
