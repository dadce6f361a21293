import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { has_passkeys } from '../../lib/has-passkeys.ts'
import { AddPasskey } from './add-passkey.tsx'
import { RenamePasskey } from './rename-passkey.tsx'

/** What the user logs in with instead of a password. */
export const Passkeys = () => {
  const [adding, setAdding] = useState(false)
  const list = useQuery({
    queryKey: ['passkeys'],
    queryFn: ({ signal }) => api.listPasskeys({}, { signal })
  })
  return (
    <Card component="section" aria-labelledby="passkeys">
      <Loaded query={list}>
        {({ data }) => (
          <Stack>
            <Title order={2} size="h4" id="passkeys">
              <Trans>Passkeys</Trans>
            </Title>
            <Text size="sm" c="var(--quiet)">
              <Trans>
                With a passkey you log in without a password: your device asks for its PIN, your
                fingerprint or your face. It takes the place of the second factor, too.
              </Trans>
            </Text>
            {data.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
            {has_passkeys ? (
              <Group justify="flex-end">
                <Button onClick={() => setAdding(true)}>
                  <Trans>Add a passkey</Trans>
                </Button>
              </Group>
            ) : (
              <Text size="sm">
                <Trans>
                  No passkey can be made on this page: that takes https, a domain name and a browser
                  that knows them.
                </Trans>
              </Text>
            )}
          </Stack>
        )}
      </Loaded>
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
    </Card>
  )
}

const PasskeyRow = ({ passkey }: { passkey: Schemas['UserPasskey'] }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const close = (): void => setOpen(null)
  const remove = useMutation({
    mutationFn: () => api.deletePasskey({ id: passkey.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['passkeys'] })
  })
  return (
    <Group justify="space-between" role="group" aria-label={passkey.name}>
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" truncate>
          <bdi>{passkey.name}</bdi>
        </Text>
        <Text size="xs" c="var(--quiet)">
          {t`Created`} <When at={passkey.created_at} /> · {t`Last used`}{' '}
          {passkey.last_used_at ? <When at={passkey.last_used_at} /> : <Trans>never</Trans>}
        </Text>
      </div>
      <Group gap={4}>
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen('rename')}>
          <Trans>Rename</Trans>
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => setOpen('delete')}>
          <Trans>Delete</Trans>
        </Button>
      </Group>
      {open === 'rename' && <RenamePasskey passkey={passkey} onClose={close} />}
      <Confirm
        opened={open === 'delete'}
        title={<Trans>Delete this passkey?</Trans>}
        says={
          <Trans>
            Nobody can log in with it any more. Browsers that are logged in stay so: log them out
            under Devices. Delete it on the device as well, or it will still be offered there.
          </Trans>
        }
        action={<Trans>Delete</Trans>}
        busy={remove.isPending}
        onCancel={close}
        onConfirm={() => remove.mutate()}
      />
    </Group>
  )
}
