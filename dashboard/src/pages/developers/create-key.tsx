import { Trans, useLingui } from '@lingui/react/macro'
import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  TextInput
} from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { KeyFields } from './key-fields.tsx'
import { limitsOf } from './key-values.ts'
import { all_scopes, isPreset, type Preset, presets, type Scope } from './scopes.ts'
import { ShownKey } from './shown-key.tsx'

/** Makes a key, and shows it the only time that it can be seen. */
export const CreateKey = ({ onClose }: { onClose: () => void }) => {
  const [key, setKey] = useState<string | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={key === null}
      title={key === null ? <Trans>Create a key</Trans> : <Trans>Your new key</Trans>}
      size="lg"
    >
      {key === null ? <Form onCreated={setKey} /> : <ShownKey apiKey={key} onClose={onClose} />}
    </Modal>
  )
}

const Form = ({ onCreated }: { onCreated: (key: string) => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const { may } = usePermissions()
  const [preset, setPreset] = useState<Preset>('send')
  const [chosen, setChosen] = useState<Scope[]>([...presets.send])
  const create = useMutation({
    mutationFn: (form: FormData) =>
      api.createApiKey({
        name: String(form.get('name') ?? ''),
        scopes: (preset === 'choose' ? chosen : presets[preset]).filter((scope) => may(scope)),
        ...limitsOf(form)
      }),
    meta: { quiet: true },
    onSuccess: ({ key }) => {
      onCreated(key)
      return queries.invalidateQueries({ queryKey: ['api-keys'] })
    }
  })
  const errors = fieldErrors(create.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {create.error && Object.keys(errors).length === 0 && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(create.error)}
          </Alert>
        )}
        <TextInput
          name="name"
          label={t`Name`}
          description={t`Which program uses it, such as “Shop server”.`}
          dir="auto"
          error={errors['name']}
          required
          withAsterisk={false}
          data-autofocus
        />
        <NativeSelect
          label={t`What it may do`}
          value={preset}
          onChange={({ currentTarget: { value } }) => isPreset(value) && setPreset(value)}
          data={[
            { value: 'send', label: t`Send messages and see what became of them` },
            { value: 'read', label: t`Read everything, change nothing` },
            { value: 'full', label: t`Everything in the account` },
            { value: 'choose', label: t`Choose one by one` }
          ]}
        />
        {preset === 'choose' && (
          <Checkbox.Group value={chosen} onChange={(value) => setChosen(value as Scope[])}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" dir="ltr">
              {all_scopes
                .filter((scope) => may(scope))
                .map((scope) => (
                  <Checkbox key={scope} value={scope} label={scope} />
                ))}
            </SimpleGrid>
          </Checkbox.Group>
        )}
        <KeyFields errors={errors} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            <Trans>Create</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
