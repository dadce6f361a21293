/** What the secret of a user's authenticator app is sealed for. */
export const secondFactorContext = (user_id: string): string => `second factor of ${user_id}`
