import { change_types } from '../domain/message-changes.ts'

/** In an update of `messages m` out of `gone`, its place in the queue: a message whose sending has not begun gives its quota back. */
export const quota_return = `case when gone.began_epoch = 0 and m.type not in ('${change_types.join("', '")}') then 'due' end`
