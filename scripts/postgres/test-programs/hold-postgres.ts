import { startPostgres } from '../start-postgres'

/** Starts the server of a folder and holds it until somebody ends this process. */
const [dataDir = '', password = ''] = process.argv.slice(2)
const postgres = await startPostgres({ dataDir, password, durable: false })
console.log(JSON.stringify({ adminUrl: postgres.adminUrl, started: postgres.started }))
