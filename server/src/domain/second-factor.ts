/** What the secret of a user's authenticator app is sealed for. */
export const secondFactorContext = (user_id: string): string => `second factor of ${user_id}`

/** Whether administrators need one for what they alone may do. */
export const admin_second_factors = ['optional', 'required'] as const
export type AdminSecondFactor = (typeof admin_second_factors)[number]
