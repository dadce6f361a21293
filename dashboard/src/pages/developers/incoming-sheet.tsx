import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Group, Stack, Switch, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { GuardedFields } from '../../components/guarded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { IncomingFields } from './incoming-fields.tsx'
import { incomingOf } from './incoming-values.ts'
import { ShownAddress } from './shown-address.tsx'

type Props = { incoming: Schemas['IncomingWebhook']; onClose: () => void }

export const IncomingSheet = ({ incoming, onClose }: Props) => {
  const { t } = useLingui()
  const [url, setUrl] = useState<string | null>(null)
  const { id, last_used_at, created_at } = incoming
  return (
    <Sheet title={<bdi>{incoming.name}</bdi>} onClose={onClose}>
      {url === null ? (
        <Stack>
          <GuardedFields needs="webhooks:write">
            <Actions incoming={incoming} onClose={onClose} onAddress={setUrl} />
          </GuardedFields>
          <Facts
            of={[
              [t`Id`, <CopyId key="id" id={id} />],
              [t`Last used`, last_used_at ? <When key="used" at={last_used_at} /> : t`never`],
              [t`Created`, <When key="at" at={created_at} />]
            ]}
          />
          <Divider />
          <Title order={3} size="h5">
            <Trans>Settings</Trans>
          </Title>
          <GuardedFields needs="webhooks:write">
            <Settings key={incoming.updated_at} incoming={incoming} />
          </GuardedFields>
        </Stack>
      ) : (
        <ShownAddress url={url} onDone={() => setUrl(null)} />
      )}
    </Sheet>
  )
}

const Settings = ({ incoming }: { incoming: Schemas['IncomingWebhook'] }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) =>
      api.updateIncomingWebhook({ id: incoming.id, ...incomingOf(form) }),
    onSuccess: () => {
      tell(t`Saved`)
      return queries.invalidateQueries({ queryKey: ['incoming-webhooks'] })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <IncomingFields errors={fieldErrors(save.error)} incoming={incoming} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const Actions = (props: Props & { onAddress: (url: string) => void }) => {
  const { t } = useLingui()
  const { id, enabled } = props.incoming
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'replace' | 'revoke' | null>(null)
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['incoming-webhooks'] })
  const turn = useMutation({
    mutationFn: (on: boolean) => api.updateIncomingWebhook({ id, enabled: on }),
    onSuccess
  })
  const replace = useMutation({
    mutationFn: () => api.rotateIncomingWebhookSecret({ id }),
    onSuccess: ({ url }) => {
      setAsking(null)
      props.onAddress(url)
    }
  })
  const revoke = useMutation({
    mutationFn: () => api.deleteIncomingWebhook({ id }),
    onSuccess: () => {
      props.onClose()
      return onSuccess()
    }
  })
  return (
    <Group>
      <Switch
        label={t`On`}
        checked={enabled}
        disabled={turn.isPending}
        onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
      />
      <Button size="xs" variant="default" onClick={() => setAsking('replace')}>
        <Trans>Replace the address</Trans>
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking('revoke')}>
        <Trans>Revoke</Trans>
      </Button>
      <Confirm
        opened={asking === 'replace'}
        title={<Trans>Replace the address?</Trans>}
        says={<Trans>The one before opens nothing from now on.</Trans>}
        action={<Trans>Replace it</Trans>}
        busy={replace.isPending}
        onCancel={() => setAsking(null)}
        onConfirm={() => replace.mutate()}
      />
      <Confirm
        opened={asking === 'revoke'}
        title={<Trans>Revoke {props.incoming.name}?</Trans>}
        says={<Trans>Its address opens nothing any more.</Trans>}
        action={<Trans>Revoke</Trans>}
        busy={revoke.isPending}
        onCancel={() => setAsking(null)}
        onConfirm={() => revoke.mutate()}
      />
    </Group>
  )
}
