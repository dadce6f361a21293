import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Card, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { type Template, valuesOf, variableOf, variablesIn } from './draft.ts'

/** The text as it would be sent, with values that are tried. */
export const TemplatePreview = ({ template }: { template: Template }) => {
  const { t } = useLingui()
  const [language, setLanguage] = useState(template.default_language)
  const preview = useMutation({
    mutationFn: (values: Record<string, string>) =>
      api.previewTemplate({ id: template.id, language, variables: valuesOf(values) }),
    meta: { quiet: true }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget))
    preview.mutate(values as Record<string, string>)
  }
  const errors = fieldErrors(preview.error)
  const text = template.texts[language] ?? ''
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {Object.keys(template.texts).length > 1 && (
          <NativeSelect
            label={t`Language`}
            value={language}
            onChange={({ currentTarget: { value } }) => {
              setLanguage(value)
              preview.reset()
            }}
            data={Object.keys(template.texts)}
          />
        )}
        <Bubble text={preview.data?.text.body ?? text} />
        {preview.error && Object.keys(errors).length === 0 && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(preview.error)}
          </Alert>
        )}
        {variablesIn([text]).map((name) => (
          <TextInput
            key={name}
            name={name}
            label={<bdi dir="ltr">{name}</bdi>}
            dir="auto"
            placeholder={String(variableOf(template.variables, name).default ?? '')}
            error={errors[`variables.${name}`]}
          />
        ))}
        <Group justify="flex-end">
          <Button type="submit" size="xs" variant="default" loading={preview.isPending}>
            <Trans>Show it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const Bubble = ({ text }: { text: string }) => (
  <Card padding="sm" radius="md" bg="light-dark(var(--mantine-color-leaf-1), #0d4636)">
    <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  </Card>
)
