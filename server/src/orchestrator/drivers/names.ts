/** The drivers of this version: each is a folder beside this file and fulfils `contract.ts`. */
export const driver_names = ['process', 'docker', 'swarm', 'kubernetes'] as const

export type DriverName = (typeof driver_names)[number]
