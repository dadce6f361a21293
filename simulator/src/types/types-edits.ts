export interface EditInput {
  /** Somebody, or a group. */
  to: string
  /** Of a status (`to` is `status@broadcast`): who may see it. */
  people?: string[]
  /** The message that is changed. */
  id: string
  /** Who has written it; the one who changes it unless said. */
  author?: string
  /** The id of the message that brings the change. */
  change_id?: string
}

export interface EditCalls {
  /**
   * Changes the text of a message: `plain` as apps did it until May 2026, or sealed with the secret of the message, with
   * author and editor named as `form` says; `lid` unless said. `message` is what stands there now,
   * encoded in base64, instead of a text: a file with another caption, or an event, whose edits are sealed in a way of their own.
   */
  edit(
    number: string,
    input: EditInput & {
      text?: string
      message?: string
      form?: 'plain' | 'lid' | 'pn' | 'lid_pn' | 'pn_lid'
    }
  ): Promise<{ id: string }>
  /** Deletes a message for everyone; with `as_admin` that of somebody else in a group. */
  revoke(number: string, input: EditInput & { as_admin?: boolean }): Promise<{ id: string }>
}
