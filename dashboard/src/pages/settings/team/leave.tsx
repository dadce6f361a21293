import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../../components/confirm.tsx'
import { api } from '../../../lib/api.ts'
import { login } from '../../../lib/login.ts'
import { roles } from './roles.ts'
import type { OwnPlace } from './use-own-place.ts'

/** What the caller is here, and the way out. */
export const Leave = ({ own }: { own: OwnPlace }) => {
  const { i18n } = useLingui()
  const [asking, setAsking] = useState(false)
  const leave = useMutation({
    mutationFn: async () => {
      const { data } = await api.listTenants({})
      const here = data.find(({ id }) => id === own.tenant_id)
      if (here) await api.removeMembership({ id: here.membership_id })
      await login.end()
    },
    onError: () => setAsking(false)
  })
  const { name, says } = roles[own.role]
  return (
    <Card component="section">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4">
            <Trans>Your role</Trans>
          </Title>
          <Text size="sm">
            {i18n._(name)}
            <Text span size="sm" c="var(--quiet)">
              {' '}
              · {i18n._(says)}
            </Text>
          </Text>
        </div>
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          <Trans>Leave</Trans>
        </Button>
      </Group>
      <Confirm
        opened={asking}
        title={<Trans>Leave this team?</Trans>}
        says={
          <Trans>
            You lose access to this account at once. API keys that you have made for it end as well.
          </Trans>
        }
        action={<Trans>Leave</Trans>}
        busy={leave.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => leave.mutate()}
      />
    </Card>
  )
}
