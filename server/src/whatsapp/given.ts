/** Without the members that are undefined. */
export const given = <T extends object>(
  members: {
    [K in keyof T]: T[K] | undefined
  }
): T => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T
