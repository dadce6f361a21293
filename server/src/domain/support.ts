/** For so long an administrator may act for a customer before asking anew. */
export const support_seconds_max = 15 * 60

/** The administrator who acts for a customer, and the login that they do it with. */
export type Support = { actor_id: string; actor_family_id: string }
