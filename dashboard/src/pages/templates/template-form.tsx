import { Trans, useLingui } from '@lingui/react/macro'
import {
  ActionIcon,
  Alert,
  Button,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { type Draft, variableOf, variablesIn } from './draft.ts'
import { VariableFields } from './variable-fields.tsx'

type Props = {
  draft: Draft
  action: string
  error: unknown
  busy: boolean
  onSave: (draft: Draft) => void
}

/** A template as it is written: its texts, and what may stand in for the variables that are in them. */
export const TemplateForm = ({ draft: given, action, error, busy, onSave }: Props) => {
  const { t } = useLingui()
  const [draft, setDraft] = useState(given)
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change })
  const errors = fieldErrors(error)
  const variables = variablesIn(draft.texts.map(({ text }) => text))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (twiceIn(draft.texts) === undefined) onSave(draft)
      }}
    >
      <Stack>
        {Boolean(error) && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(error)}
          </Alert>
        )}
        <TextInput
          label={t`Name`}
          dir="auto"
          value={draft.name}
          onChange={({ currentTarget: { value } }) => set({ name: value })}
          error={errors['name']}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          label={t`What it is for`}
          dir="auto"
          value={draft.description}
          onChange={({ currentTarget: { value } }) => set({ description: value })}
          error={errors['description']}
        />
        <Texts draft={draft} set={set} errors={errors} />
        {variables.length > 0 && (
          <Title order={3} size="h5">
            <Trans>Variables</Trans>
          </Title>
        )}
        {variables.map((name) => (
          <VariableFields
            key={name}
            name={name}
            variable={variableOf(draft.variables, name)}
            errors={errors}
            onChange={(variable) => set({ variables: { ...draft.variables, [name]: variable } })}
          />
        ))}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const sample = '{{name}}'

type TextsProps = {
  draft: Draft
  set: (change: Partial<Draft>) => void
  errors: Record<string, string>
}

const Texts = ({ draft, set, errors }: TextsProps) => {
  const { t } = useLingui()
  const { texts, default_language } = draft
  const change = (key: number, changed: Partial<Draft['texts'][number]>): void => {
    const before = texts.find((one) => one.key === key)
    set({
      texts: texts.map((one) => (one.key === key ? { ...one, ...changed } : one)),
      // It stays the one that stands for others when it is called otherwise.
      ...(changed.language !== undefined &&
        before?.language === default_language && { default_language: changed.language })
    })
  }
  return (
    <>
      <Text size="sm" c="var(--quiet)">
        <Trans>
          A name in two braces, such as <bdi dir="ltr">{sample}</bdi>, is a variable.
        </Trans>
      </Text>
      {texts.map(({ key, language, text }) => (
        <Group key={key} align="flex-start" wrap="nowrap" gap="xs">
          <TextInput
            label={t`Language`}
            placeholder="pt-BR"
            dir="ltr"
            w={90}
            value={language}
            onChange={({ currentTarget: { value } }) => change(key, { language: value })}
            maxLength={35}
            error={language !== '' && twiceIn(texts) === language && t`Twice`}
            required
            withAsterisk={false}
          />
          <Textarea
            label={t`Text`}
            dir="auto"
            flex={1}
            autosize
            minRows={3}
            maxRows={12}
            value={text}
            onChange={({ currentTarget: { value } }) => change(key, { text: value })}
            error={errors[`texts.${language.trim()}`]}
            required
            withAsterisk={false}
          />
          {texts.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={26}
              aria-label={t`Remove ${language}`}
              onClick={() => set(without(draft, key))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Languages draft={draft} set={set} error={errors['default_language']} />
    </>
  )
}

type LanguagesProps = Omit<TextsProps, 'errors'> & { error: string | undefined }

/** One more language, and the one that stands for those that are not there. */
const Languages = ({ draft: { texts, default_language }, set, error }: LanguagesProps) => {
  const { t } = useLingui()
  return (
    <Group justify="space-between" align="flex-end">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={15} />}
        onClick={() => set({ texts: [...texts, { key: nextKey(texts), language: '', text: '' }] })}
      >
        <Trans>Another language</Trans>
      </Button>
      {texts.length > 1 && (
        <NativeSelect
          label={t`Where no other fits`}
          value={default_language}
          onChange={({ currentTarget: { value } }) => set({ default_language: value })}
          data={[...new Set(texts.map(({ language }) => language))].filter(Boolean)}
          error={error}
        />
      )}
    </Group>
  )
}

/** A language of which there are two texts: one of them would be lost. */
const twiceIn = (texts: Draft['texts']): string | undefined =>
  texts.find(({ key, language }) =>
    texts.some((one) => one.key !== key && one.language.trim() === language.trim())
  )?.language

const nextKey = (texts: Draft['texts']): number => Math.max(...texts.map(({ key }) => key)) + 1

const without = ({ texts, default_language }: Draft, key: number): Partial<Draft> => {
  const left = texts.filter((one) => one.key !== key)
  const still = left.some(({ language }) => language === default_language)
  return { texts: left, default_language: still ? default_language : (left[0]?.language ?? '') }
}
