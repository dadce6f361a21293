import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { saveFile } from '../../lib/save-file.ts'
import { type Asked, spanOfCall } from './use-asked.ts'

/** Every count behind the page, by quarter of an hour. */
export const ExportButton = (asked: Asked) => {
  const { first_day, last_day } = asked.asked
  const save = useMutation({
    mutationFn: async () => {
      const { session_id } = asked
      const query = {
        ...spanOfCall(asked),
        ...(session_id && { session_id }),
        format: 'csv' as const
      }
      const { data } = await api.http.GET('/api/v1/analytics/export', {
        params: { query },
        parseAs: 'blob'
      })
      if (data) saveFile(`analytics-${first_day}-${last_day}.csv`, 'text/csv', data)
    }
  })
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      <Trans>All counts as CSV</Trans>
    </Button>
  )
}
