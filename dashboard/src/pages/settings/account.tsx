import { SimpleGrid } from '@mantine/core'
import { EraseAccount } from './erase-account.tsx'
import { ExportAccount } from './export-account.tsx'

/** All that is kept of the account: to take along, and to have deleted. */
export const Account = () => (
  <SimpleGrid cols={{ base: 1, lg: 2 }}>
    <ExportAccount />
    <EraseAccount />
  </SimpleGrid>
)
