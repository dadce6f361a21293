import { useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { message_statuses } from '../../components/badges.tsx'
import { NumberFilter } from '../numbers/number-filter.tsx'

type Props = {
  filters: Record<string, string>
  change: (change: Record<string, string | null>) => void
}
const typing_ms = 300

export const Filters = ({ filters, change }: Props) => {
  const { t, i18n } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => input.current?.focus()]])
  const search = useDebouncedCallback((text: string) => change({ text }), typing_ms)
  return (
    <Group mb="md" gap="sm">
      <TextInput
        ref={input}
        type="search"
        flex={1}
        miw={200}
        dir="auto"
        aria-label={t`Search in messages`}
        placeholder={t`Search in messages`}
        leftSection={<IconSearch size={16} />}
        defaultValue={filters['text'] ?? ''}
        onChange={(event) => search(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={t`State`}
        value={filters['status'] ?? ''}
        onChange={(event) => change({ status: event.currentTarget.value })}
        data={[
          { value: '', label: t`Any state` },
          ...Object.entries(message_statuses).map(([value, [, label]]) => ({
            value,
            label: i18n._(label)
          }))
        ]}
      />
      <NativeSelect
        aria-label={t`Direction`}
        value={filters['direction'] ?? ''}
        onChange={(event) => change({ direction: event.currentTarget.value })}
        data={[
          { value: '', label: t`In and out` },
          { value: 'inbound', label: t`Incoming` },
          { value: 'outbound', label: t`Outgoing` }
        ]}
      />
      <NumberFilter
        value={filters['session_id'] ?? ''}
        onChange={(session_id) => change({ session_id })}
      />
    </Group>
  )
}
