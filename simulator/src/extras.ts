/**
 * What real servers say beyond the least that a client needs to work. All of it is said unless it
 * is left out on purpose, to see that nothing hangs on its being there or not.
 */
export const EXTRAS = {
  success_attributes: 'success: props, abprops, group_abprops, display_name, creation, location …',
  edge_routing: 'ib > edge_routing > routing_info after every login',
  dirty: 'ib > dirty for account_sync and groups, until the client says clean',
  offline_preview: 'ib > offline_preview before what waited',
  thread_metadata: 'ib > thread_metadata before what waited',
  props_hash: 'abt props: hash, ab_key, refresh, refresh_id, delta_update',
  props_list: 'abt props: prop, as experiments and as samplings',
  list_attributes:
    'blocklist: dhash …; media_conn: a second host and limits; privacy: more categories',
  message_children: 'message: reporting > reporting_tag, and for media meta; in groups phash',
  ack_attributes: 'ack of a message: edit; in groups phash, addressing_mode',
  receipt_children: 'receipt: biz'
} as const

export type Extra = keyof typeof EXTRAS

/** False when it has been left out for this world. */
export const says = (world: { readonly left_out: ReadonlySet<Extra> }, extra: Extra): boolean =>
  !world.left_out.has(extra)
