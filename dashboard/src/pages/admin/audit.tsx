import { AuditTable } from '../../components/audit-table.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { usePages } from '../../lib/queries.ts'

export const AdminAudit = () => {
  const list = usePages<Schemas['AdminAuditEntry']>(['admin', 'audit'], (asked, signal) =>
    api.listAllAuditEntries(asked, { signal })
  )
  return (
    <>
      <Loaded query={list.loaded}>{(entries) => <AuditTable entries={entries} />}</Loaded>
      <LoadMore query={list} />
    </>
  )
}
