import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, VisuallyHidden } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Phone } from '../../components/phone.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'

type OptOut = Schemas['OptOut']

export const OptOutTable = ({ rows }: { rows: OptOut[] }) => {
  const { t } = useLingui()
  return (
    <Table.ScrollContainer minWidth={560} maxHeight="none">
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Number`}</Table.Th>
            <Table.Th>{t`How`}</Table.Th>
            <Table.Th>{t`Since`}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t`Actions`}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} optOut={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const Row = ({ optOut }: { optOut: OptOut }) => {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { id, phone_number, contact_id, word, created_at } = optOut
  const remove = useMutation({
    mutationFn: () => api.deleteOptOut({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['opt-outs'] })
  })
  const who = phone_number ? <Phone number={phone_number} /> : <bdi dir="ltr">{contact_id}</bdi>
  return (
    <Table.Tr>
      <Table.Td>{who}</Table.Td>
      <Table.Td>{word === null ? <Trans>By hand</Trans> : <bdi>{word}</bdi>}</Table.Td>
      <Table.Td>
        <When at={created_at} />
      </Table.Td>
      <Table.Td ta="end">
        <Guarded needs="contacts:write">
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsking(true)}>
            <Trans>Remove</Trans>
          </Button>
        </Guarded>
        <Confirm
          opened={asking}
          title={<Trans>Write to {who} again?</Trans>}
          says={<Trans>Only when they have said so. A start word does the same by itself.</Trans>}
          action={<Trans>Remove</Trans>}
          busy={remove.isPending}
          onCancel={() => setAsking(false)}
          onConfirm={() => remove.mutate()}
        />
      </Table.Td>
    </Table.Tr>
  )
}
