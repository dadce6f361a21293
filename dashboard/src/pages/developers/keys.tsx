import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Table, VisuallyHidden } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { type ApiKey, api } from '../../lib/api.ts'
import { usePages } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { CreateKey } from './create-key.tsx'
import { KeySheet } from './key-sheet.tsx'

export const Keys = () => {
  const { t } = useLingui()
  const [creating, setCreating] = useState(false)
  const [{ key: opened }, change] = useSearchParams()
  const list = usePages<ApiKey>(['api-keys'], (asked, signal) => api.listApiKeys(asked, { signal }))
  const create = (
    <Guarded needs="api_keys:write">
      <Button onClick={() => setCreating(true)}>
        <Trans>Create a key</Trans>
      </Button>
    </Guarded>
  )
  return (
    <>
      <Loaded query={list.loaded}>
        {(keys) =>
          keys.length === 0 ? (
            <Empty
              title={<Trans>No key yet</Trans>}
              says={<Trans>With a key your program calls the API in your name.</Trans>}
            >
              {create}
            </Empty>
          ) : (
            <>
              <Group justify="flex-end" mb="sm">
                {create}
              </Group>
              <Table.ScrollContainer minWidth={560} maxHeight="none">
                <Table verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t`Name`}</Table.Th>
                      <Table.Th>{t`Key`}</Table.Th>
                      <Table.Th>{t`Last used`}</Table.Th>
                      <Table.Th>{t`Ends`}</Table.Th>
                      <Table.Th>
                        <VisuallyHidden>{t`Actions`}</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {keys.map((key) => (
                      <KeyRow key={key.id} apiKey={key} onOpen={() => change({ key: key.id })} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </>
          )
        }
      </Loaded>
      <LoadMore query={list} />
      {opened && <KeySheet id={opened} onClose={() => change({ key: null })} />}
      {creating && <CreateKey onClose={() => setCreating(false)} />}
    </>
  )
}

const KeyRow = ({ apiKey, onOpen }: { apiKey: ApiKey; onOpen: () => void }) => {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => api.deleteApiKey({ id: apiKey.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] })
  })
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{apiKey.name}</bdi>
      </Table.Td>
      <Table.Td ff="monospace" fz="xs">
        <bdi dir="ltr">{apiKey.prefix}…</bdi>
      </Table.Td>
      <Table.Td>
        {apiKey.last_used_at ? <When at={apiKey.last_used_at} /> : <Trans>never</Trans>}
      </Table.Td>
      <Table.Td>
        {apiKey.expires_at ? <When at={apiKey.expires_at} /> : <Trans>never</Trans>}
      </Table.Td>
      <Table.Td ta="end">
        <Button size="compact-sm" variant="subtle" onClick={onOpen}>
          <Trans>Details</Trans>
        </Button>
        <Guarded needs="api_keys:write">
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsking(true)}>
            <Trans>Revoke</Trans>
          </Button>
        </Guarded>
        <Confirm
          opened={asking}
          title={<Trans>Revoke {apiKey.name}?</Trans>}
          says={<Trans>Programs that use this key are refused at once.</Trans>}
          action={<Trans>Revoke</Trans>}
          busy={revoke.isPending}
          onCancel={() => setAsking(false)}
          onConfirm={() => revoke.mutate()}
        />
      </Table.Td>
    </Table.Tr>
  )
}
