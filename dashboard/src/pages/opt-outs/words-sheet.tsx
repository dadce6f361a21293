import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { GuardedFields } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { wordsOf, wrongWord } from './words.ts'

/** Which words opt somebody out, and which end it. */
export const WordsSheet = ({ onClose }: { onClose: () => void }) => {
  const query = useQuery({
    queryKey: ['opt-out-words'],
    queryFn: ({ signal }) => api.getOptOutWords({}, { signal })
  })
  return (
    <Sheet title={<Trans>Words</Trans>} onClose={onClose}>
      <Loaded query={query}>
        {(words) => (
          <GuardedFields needs="contacts:write">
            <Words key={JSON.stringify(words)} words={words} />
          </GuardedFields>
        )}
      </Loaded>
    </Sheet>
  )
}

const Words = ({ words }: { words: Schemas['OptOutWords'] }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const onSuccess = () => {
    tell(t`Saved`)
    return queries.invalidateQueries({ queryKey: ['opt-out-words'] })
  }
  const save = useMutation({
    mutationFn: (form: FormData) =>
      api.setOptOutWords({
        stop_words: wordsOf(String(form.get('stop_words') ?? '')),
        start_words: wordsOf(String(form.get('start_words') ?? ''))
      }),
    onSuccess
  })
  const reset = useMutation({ mutationFn: () => api.resetOptOutWords({}), onSuccess })
  const errors = fieldErrors(save.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  const field = { dir: 'auto', rows: 10, spellCheck: false } as const
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="var(--quiet)">
          <Trans>
            A message that says nothing but one of these counts. Capitals, accents and what stands
            around the word make no difference.
          </Trans>
        </Text>
        <Textarea
          name="stop_words"
          label={t`Words that opt out`}
          description={t`One in a line.`}
          defaultValue={words.stop_words.join('\n')}
          error={wrongWord(errors, 'stop_words')}
          {...field}
        />
        <Textarea
          name="start_words"
          label={t`Words that end it`}
          description={t`One in a line.`}
          defaultValue={words.start_words.join('\n')}
          error={wrongWord(errors, 'start_words')}
          {...field}
        />
        <Group justify="flex-end">
          {!words.is_default && (
            <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
              <Trans>Back to the usual words</Trans>
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
