import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, FileButton, Group, Pill, Stack, TextInput } from '@mantine/core'
import { IconPaperclip, IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, type Message } from '../../lib/api.ts'
import { wordsOf } from '../../lib/contents.ts'
import { tellAccepted } from '../../lib/live.ts'
import { kindOf } from './kind-of-file.ts'

type Props = { session_id: string; to: string; quoted: Message | null; onDone: () => void }

/** Writes into a chat: a text, or a file with a text below it; as an answer where one is chosen. */
export const Composer = ({ session_id, to, quoted, onDone }: Props) => {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const send = useMutation({
    mutationFn: async () => {
      const shared = { session_id, to, ...(quoted && { context: { message_id: quoted.id } }) }
      if (!file) return api.sendMessage({ ...shared, type: 'text', text: { body: text } })
      const { id } = await api.uploadMedia({ file })
      return api.sendMessage({ ...shared, ...contentOf(file, id, text) })
    },
    onSuccess: (message) => {
      setText('')
      setFile(null)
      onDone()
      tellAccepted(message)
    }
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '' || file) send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack p="sm" gap="xs" style={{ borderTop: '1px solid var(--line)' }}>
        <Group gap="xs">
          {quoted && (
            <Pill
              withRemoveButton
              onRemove={onDone}
              removeButtonProps={{ 'aria-label': t`Remove` }}
            >
              <Trans>Answer to: {wordsOf(quoted).slice(0, 60)}</Trans>
            </Pill>
          )}
          {file && (
            <Pill
              withRemoveButton
              onRemove={() => setFile(null)}
              removeButtonProps={{ 'aria-label': t`Remove` }}
            >
              <bdi>{file.name}</bdi>
            </Pill>
          )}
        </Group>
        <Group gap="xs" wrap="nowrap">
          <FileButton onChange={setFile}>
            {(given) => (
              <ActionIcon
                {...given}
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t`Attach a file`}
              >
                <IconPaperclip size={20} />
              </ActionIcon>
            )}
          </FileButton>
          <TextInput
            flex={1}
            dir="auto"
            aria-label={t`Write a message`}
            placeholder={t`Write a message`}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ActionIcon type="submit" size="lg" loading={send.isPending} aria-label={t`Send`}>
            <IconSend size={18} className="mirror" />
          </ActionIcon>
        </Group>
      </Stack>
    </form>
  )
}

const contentOf = (file: File, id: string, text: string) => {
  const caption = text.trim() === '' ? {} : { caption: text }
  const kind = kindOf(file.type)
  switch (kind) {
    case 'image':
      return { type: kind, image: { id, ...caption } }
    case 'video':
      return { type: kind, video: { id, ...caption } }
    case 'audio':
      return { type: kind, audio: { id } }
    default:
      return { type: kind, document: { id, filename: file.name, ...caption } }
  }
}
