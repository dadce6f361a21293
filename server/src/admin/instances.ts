import { askForLines, logsView } from '../control/instance-lines.ts'
import { AppError } from '../domain/errors.ts'
import { hasAddress, type InstanceStatus } from '../domain/instance.ts'
import type { LogChoice } from '../domain/log-line.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../lib/page.ts'
import { askForReconcile } from '../queue/reconcile.ts'
import type { AdminInstance } from '../schemas/admin.ts'
import type { InstanceLogs } from '../schemas/instance-log.ts'
import {
  getInstanceOfAll,
  type InstanceOfAll,
  listInstancesOfAll
} from '../store/installation/instances.ts'
import { setInstanceStatus } from '../store/instances/instances.ts'
import { findInstanceLog } from '../store/instances/logs.ts'
import type { AdminDeps } from './deps.ts'

/** A page of all instances, newest first, whoever they belong to. */
export const readInstances = async (
  admin: AdminDeps,
  page: PageRequest & { status: InstanceStatus | null }
): Promise<Page<AdminInstance>> => {
  const rows = await admin.system.read((tx) => listInstancesOfAll(tx, page))
  return mapPage(toPage(rows, page.limit), adminView)
}

/** The last lines that the worker of an instance has logged, whoever is on it. */
export const readLogsOfInstance = async (
  admin: AdminDeps,
  instance_id: string,
  choice: LogChoice
): Promise<InstanceLogs> => {
  const { instance, end } = await admin.system.read(async (tx) => ({
    instance: await getInstanceOfAll(tx, instance_id),
    end: await findInstanceLog(tx, instance_id)
  }))
  const { lines, source } = await askForLines(admin.workers, instance, end)
  return logsView(lines, source, choice)
}

/**
 * Has an instance end once its sessions are on other workers. Each goes on working there until another worker takes it
 * over. One that is being drained already is answered as it is.
 */
export const drainInstance = (admin: AdminDeps, instance_id: string): Promise<AdminInstance> =>
  admin.system.change(async (tx) => {
    const { status } = await getInstanceOfAll(tx, instance_id)
    if (status === 'stopped' || status === 'failed')
      throw new AppError('instance_not_running', { instance_id })
    await setInstanceStatus(tx, instance_id, 'draining', drained_by_admin)
    await askForReconcile(tx)
    return adminView(await getInstanceOfAll(tx, instance_id))
  })

const drained_by_admin = 'An administrator has it drained: its sessions move to other workers.'

const adminView = (row: InstanceOfAll): AdminInstance =>
  hasAddress(row) ? row : { ...row, host: null, port: null }
