import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { When } from '../../../components/when.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { tell } from '../../../lib/notify.ts'
import { usePages } from '../../../lib/queries.ts'
import { Invite } from './invite.tsx'
import { roles } from './roles.ts'
import { ShownLink } from './shown-link.tsx'
import type { OwnPlace } from './use-own-place.ts'

/** Who is invited and has not answered. */
export const Invitations = ({ own }: { own: OwnPlace }) => {
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const invitations = usePages(['invitations'], (asked, signal) =>
    api.listTeamInvitations(asked, { signal })
  )
  return (
    <Card component="section">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          <Trans>Invitations</Trans>
        </Title>
        {own.manages && (
          <Button onClick={() => setInviting(true)}>
            <Trans>Invite somebody</Trans>
          </Button>
        )}
      </Group>
      <Loaded query={invitations.loaded}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm" c="var(--quiet)">
              <Trans>Nobody is invited at the moment.</Trans>
            </Text>
          ) : (
            <Stack gap="sm">
              {rows.map((one) => (
                <Row key={one.id} invitation={one} own={own} onLink={setLink} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <LoadMore query={invitations} />
      {inviting && <Invite own={own} onClose={() => setInviting(false)} onLink={setLink} />}
      {link !== null && <ShownLink link={link} onClose={() => setLink(null)} />}
    </Card>
  )
}

type Shown = (link: string | null) => void

const Row = (props: { invitation: Schemas['TeamInvitation']; own: OwnPlace; onLink: Shown }) => {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const { id, email, role, expires_at } = props.invitation
  const again = { onSettled: () => queries.invalidateQueries({ queryKey: ['invitations'] }) }
  const send = useMutation({
    ...again,
    mutationFn: () => api.sendTeamInvitation({ id }),
    onSuccess: ({ link }) =>
      link === null ? tell(t`The invitation is on its way`) : props.onLink(link)
  })
  const revoke = useMutation({ ...again, mutationFn: () => api.deleteTeamInvitation({ id }) })
  const may = props.own.gives.includes(role)
  return (
    <Group justify="space-between">
      <div>
        <bdi dir="ltr">{email}</bdi>
        <Text size="sm" c="var(--quiet)">
          {i18n._(roles[role].name)} · <Expiry at={expires_at} />
        </Text>
      </div>
      {may && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            <Trans>Send again</Trans>
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            loading={revoke.isPending}
            onClick={() => revoke.mutate()}
          >
            <Trans>Take back</Trans>
          </Button>
        </Group>
      )}
    </Group>
  )
}

const Expiry = ({ at }: { at: string }) =>
  Date.parse(at) <= Date.now() ? (
    <Trans>Expired</Trans>
  ) : (
    <Trans>
      Expires <When at={at} />
    </Trans>
  )
