import { pool } from '../db/pool'

/** The newest row of the audit log. */
export async function lastAudit() {
  const { rows } = await pool().query('select * from audit_log order by id desc limit 1')
  return rows[0]
}
