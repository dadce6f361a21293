import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Sheet } from '../../components/sheet.tsx'
import { api } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { AudienceFields } from './audience-fields.tsx'
import { audienceOf } from './audience-of.ts'
import { ChooseFile } from './choose-file.tsx'
import { status_keys } from './keys.ts'
import { contentOf, usual_background } from './posted-content.ts'
import { StatusText } from './status-text.tsx'

type Props = { session_id: string; onClose: () => void }

/** Writes a status, or takes a file for one, and says who may see it. */
export const PostStatus = (props: Props) => (
  <Sheet title={<Trans>Post a status</Trans>} onClose={props.onClose}>
    <Form {...props} />
  </Sheet>
)

const usePost = ({ session_id, onClose }: Props, file: File | null) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (form: FormData) => {
      const text = (name: string): string => String(form.get(name) ?? '')
      const uploaded = file && {
        id: (await api.uploadMedia({ file })).id,
        mime_type: file.type
      }
      const content = contentOf({
        ...{ text: text('text'), background: text('background') || usual_background },
        file: uploaded
      })
      if (!content) throw new Error(t`This file can be no status.`)
      const audience = audienceOf(text('audience'), text('people'))
      return api.postStatus({ id: session_id, audience, ...content })
    },
    meta: { quiet: true },
    onSuccess: () => {
      tell(t`Accepted`)
      onClose()
      return queries.invalidateQueries({ queryKey: status_keys.posted(session_id) })
    }
  })
}

/** Whether an error stands at a field of the form. */
const isShown = (path: string): boolean =>
  path === 'text.body' || path === 'background' || path.startsWith('audience')

const Form = (props: Props) => {
  const { t } = useLingui()
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const [background, setBackground] = useState(usual_background)
  const post = usePost(props, file)
  const errors = fieldErrors(post.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    post.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {post.error && !Object.keys(errors).some(isShown) && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(post.error)}
          </Alert>
        )}
        {!file && text !== '' && <StatusText text={text} background={background} />}
        <Textarea
          name="text"
          label={t`Text`}
          dir="auto"
          rows={4}
          maxLength={700}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors['text.body']}
          required={!file}
          withAsterisk={false}
          data-autofocus
        />
        {!file && (
          <TextInput
            type="color"
            name="background"
            label={t`Colour`}
            value={background}
            onChange={(event) => setBackground(event.currentTarget.value)}
            error={errors['background']}
          />
        )}
        <ChooseFile file={file} onChange={setFile} />
        <AudienceFields errors={errors} />
        <Group justify="flex-end">
          <Button type="submit" loading={post.isPending}>
            <Trans>Post a status</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
