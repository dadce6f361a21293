import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { retyped, type Variable } from './draft.ts'

const types: Record<Variable['type'], MessageDescriptor> = {
  text: msg`Text`,
  number: msg`Number (amount)`,
  money: msg`Money`,
  date: msg`Date`,
  datetime: msg`Date and time`,
  url: msg`Web address`
}
const samples: Partial<Record<Variable['type'], string>> = {
  date: '2027-01-31',
  datetime: '2027-01-31T12:00:00Z',
  url: 'https://example.com'
}
const lengths: Record<NonNullable<Variable['format']>, MessageDescriptor> = {
  short: msg`Short`,
  medium: msg`Medium`,
  long: msg`Long`,
  full: msg`In full`
}

type Props = {
  name: string
  variable: Variable
  errors: Record<string, string>
  onChange: (variable: Variable) => void
}

const isOneOf = <T extends string>(all: Record<T, unknown>, text: string): text is T =>
  Object.hasOwn(all, text)

/** What a variable takes, and what stands for it where nothing is given. */
export const VariableFields = ({ name, variable, errors, onChange }: Props) => {
  const { t, i18n } = useLingui()
  const { type, currency, format, time_zone } = variable
  const errorOf = (field: string): string | undefined => errors[`variables.${name}.${field}`]
  const options = (all: Record<string, MessageDescriptor>) =>
    Object.entries(all).map(([value, label]) => ({ value, label: i18n._(label) }))
  return (
    <Group
      component="fieldset"
      align="flex-start"
      grow
      preventGrowOverflow={false}
      gap="xs"
      p={0}
      m={0}
      bd={0}
    >
      <NativeSelect
        label={<bdi dir="ltr">{`{{${name}}}`}</bdi>}
        value={type}
        onChange={({ currentTarget: { value } }) =>
          isOneOf(types, value) && onChange(retyped(variable, value))
        }
        data={options(types)}
      />
      {type === 'money' && (
        <TextInput
          label={t`Currency`}
          dir="ltr"
          maxLength={3}
          value={currency ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...variable, currency: value.toUpperCase() })
          }
          error={errorOf('currency')}
        />
      )}
      {(type === 'date' || type === 'datetime') && (
        <NativeSelect
          label={t`Written`}
          value={format ?? 'long'}
          onChange={({ currentTarget: { value } }) =>
            isOneOf(lengths, value) && onChange({ ...variable, format: value })
          }
          data={options(lengths)}
        />
      )}
      {type === 'datetime' && (
        <TextInput
          label={t`Time zone`}
          dir="ltr"
          placeholder="UTC"
          value={time_zone ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { time_zone: _before, ...rest } = variable
            onChange(value === '' ? rest : { ...rest, time_zone: value })
          }}
          error={errorOf('time_zone')}
        />
      )}
      <TextInput
        label={t`If nothing is given`}
        dir="auto"
        placeholder={samples[type] ?? t`It has to be given`}
        value={String(variable.default ?? '')}
        onChange={({ currentTarget: { value } }) => onChange({ ...variable, default: value })}
        error={errorOf('default')}
      />
    </Group>
  )
}
