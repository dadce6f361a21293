import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { GuardedFields } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { type ApiKey, api } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { KeyFields } from './key-fields.tsx'
import { KeyRequests } from './key-requests.tsx'
import { limitsOf } from './key-values.ts'
import { ReplaceKey } from './replace-key.tsx'

/** One key: what it may do, until when and from where, and what was asked with it. */
export const KeySheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const key = useQuery({
    queryKey: ['api-keys', id],
    queryFn: ({ signal }) => api.getApiKey({ id }, { signal })
  })
  return (
    <Sheet title={<Trans>API key</Trans>} onClose={onClose}>
      <Loaded query={key}>
        {(found) => (
          <Stack>
            <About apiKey={found} />
            <GuardedFields needs="api_keys:write">
              <Stack>
                <Change key={found.id} apiKey={found} />
                <ReplaceKey apiKey={found} />
              </Stack>
            </GuardedFields>
            <KeyRequests id={found.id} />
          </Stack>
        )}
      </Loaded>
    </Sheet>
  )
}

const About = ({ apiKey }: { apiKey: ApiKey }) => {
  const { t } = useLingui()
  return (
    <Facts
      of={[
        [t`Id`, <CopyId key="id" id={apiKey.id} />],
        [
          t`Key`,
          <bdi key="key" dir="ltr">
            {apiKey.prefix}…
          </bdi>
        ],
        [
          t`What it may do`,
          <bdi key="scopes" dir="ltr">
            {apiKey.scopes.join(', ')}
          </bdi>
        ],
        [t`The old key`, apiKey.old_key_until && <When key="old" at={apiKey.old_key_until} />],
        [t`Created`, <When key="created" at={apiKey.created_at} />],
        [t`Last used`, apiKey.last_used_at && <When key="used" at={apiKey.last_used_at} />]
      ]}
    />
  )
}

const Change = ({ apiKey }: { apiKey: ApiKey }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (form: FormData) =>
      api.updateApiKey({ id: apiKey.id, name: String(form.get('name') ?? ''), ...limitsOf(form) }),
    onSuccess: () => {
      tell(t`Saved`)
      return queries.invalidateQueries({ queryKey: ['api-keys'] })
    }
  })
  const errors = fieldErrors(change.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={3} size="h5">
          <Trans>Change it</Trans>
        </Title>
        <TextInput
          name="name"
          label={t`Name`}
          dir="auto"
          maxLength={100}
          defaultValue={apiKey.name}
          error={errors['name']}
          required
          withAsterisk={false}
        />
        <KeyFields
          errors={errors}
          expires_at={apiKey.expires_at}
          allowed_addresses={apiKey.allowed_addresses}
          session_ids={apiKey.session_ids}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
