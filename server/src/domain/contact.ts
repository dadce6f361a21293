/** A row of `contacts`: a person, with the addresses under which a session knows them. At least one is known. */
export type ContactRow = {
  id: string
  session_id: string
  tenant_id: string
  /** The JID of the phone number. */
  jid: string | null
  lid: string | null
  /** Without the @. */
  user_name: string | null
  push_name: string | null
  saved_name: string | null
  business_name: string | null
  /** Whether the account wants to see their statuses no more. */
  status_muted: boolean
  created_at: Date
}

/** How a contact can be given: by its id or by one of its addresses. */
export type ContactName =
  | { by: 'id'; id: string }
  | { by: 'user_name'; user_name: string }
  | { by: 'address'; address: string }

const id_form = /^con_[0-9a-f]{32}$/

/** A contact given by its id or its user name (`@name`); null: the text is neither. */
export const parseContactName = (text: string): ContactName | null => {
  const word = text.trim()
  if (id_form.test(word)) return { by: 'id', id: word }
  if (/^@[^\s@]{1,64}$/.test(word)) return { by: 'user_name', user_name: word.slice(1) }
  return null
}
