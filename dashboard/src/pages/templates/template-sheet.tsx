import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Group, Stack, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { GuardedFields } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { tell } from '../../lib/notify.ts'
import { bodyOf, type Draft, draftOf, type Template } from './draft.ts'
import { TemplateForm } from './template-form.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { TemplateVersions } from './template-versions.tsx'

export const TemplateSheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const query = useQuery({
    queryKey: ['templates', id],
    queryFn: ({ signal }) => api.getTemplate({ id }, { signal })
  })
  const [editing, setEditing] = useState(false)
  const title = query.data ? <bdi>{query.data.name}</bdi> : <Trans>Template</Trans>
  return (
    <Sheet title={title} onClose={onClose}>
      <Loaded query={query}>
        {(template) =>
          editing ? (
            <Edit template={template} onDone={() => setEditing(false)} />
          ) : (
            <Details template={template} onEdit={() => setEditing(true)} onGone={onClose} />
          )
        }
      </Loaded>
    </Sheet>
  )
}

const Details = (props: { template: Template; onEdit: () => void; onGone: () => void }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { template } = props
  return (
    <Stack>
      <GuardedFields needs="messages:write">
        <Actions id={template.id} onEdit={props.onEdit} onGone={props.onGone} />
      </GuardedFields>
      <Facts
        of={[
          [t`Id`, <CopyId key="id" id={template.id} />],
          [t`What it is for`, template.description && <bdi>{template.description}</bdi>],
          [t`Version`, format.number(template.version)],
          [t`Changed`, <When key="changed" at={template.updated_at} />]
        ]}
      />
      <Divider />
      <Title order={3} size="h5">
        <Trans>Preview</Trans>
      </Title>
      <TemplatePreview key={template.version} template={template} />
      <Divider />
      <Title order={3} size="h5">
        <Trans>Versions</Trans>
      </Title>
      <TemplateVersions id={template.id} />
    </Stack>
  )
}

const Actions = (props: { id: string; onEdit: () => void; onGone: () => void }) => {
  const { id, onGone } = props
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api.deleteTemplate({ id }),
    onSuccess: () => {
      onGone()
      queries.removeQueries({ queryKey: ['templates', id] })
      return queries.invalidateQueries({ queryKey: ['templates', 'list'] })
    }
  })
  return (
    <Group>
      <Button size="xs" variant="default" onClick={props.onEdit}>
        <Trans>Change it</Trans>
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        <Trans>Delete</Trans>
      </Button>
      <Confirm
        opened={asking}
        title={<Trans>Delete this template?</Trans>}
        says={<Trans>Messages that were made from it stay as they are.</Trans>}
        action={<Trans>Delete</Trans>}
        busy={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
      />
    </Group>
  )
}

const Edit = ({ template, onDone }: { template: Template; onDone: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (draft: Draft) => api.updateTemplate({ id: template.id, ...bodyOf(draft) }),
    meta: { quiet: true },
    onSuccess: (changed) => {
      queries.setQueryData(['templates', template.id], changed)
      tell(t`Saved`)
      onDone()
      return queries.invalidateQueries({ queryKey: ['templates'] })
    }
  })
  return (
    <TemplateForm
      draft={draftOf(template)}
      action={t`Save`}
      error={save.error}
      busy={save.isPending}
      onSave={save.mutate}
    />
  )
}
