import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Sheet } from '../../components/sheet.tsx'
import { api } from '../../lib/api.ts'
import { bodyOf, type Draft, empty_draft } from './draft.ts'
import { TemplateForm } from './template-form.tsx'

export const CreateTemplate = (props: { onClose: () => void; onCreated: (id: string) => void }) => {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (draft: Draft) => api.createTemplate(bodyOf(draft)),
    meta: { quiet: true },
    onSuccess: ({ id }) => {
      props.onCreated(id)
      return queries.invalidateQueries({ queryKey: ['templates'] })
    }
  })
  return (
    <Sheet title={<Trans>Create a template</Trans>} onClose={props.onClose}>
      <TemplateForm
        draft={empty_draft(i18n.locale)}
        action={t`Create`}
        error={create.error}
        busy={create.isPending}
        onSave={create.mutate}
      />
    </Sheet>
  )
}
