import './launcher/check-node'
import { clientVariables } from './launcher/client-variables'
import { openDataDir } from './launcher/data-dir'
import { planEnvironment } from './launcher/environment'
import { exportLines } from './launcher/export-lines'
import { findInstance } from './launcher/instance-lock'
import { APP_DATABASE } from './launcher/open-databases'
import { runScript } from './launcher/run-script'
import { loadSecrets } from './launcher/secrets'
import { databaseUrl } from './postgres/database-url'
import { rememberedPort } from './postgres/remembered-port'

/** Works before the first start, too: secrets and port are chosen here then, and the start keeps to them. */
await runScript(async () => {
  const dataDir = await openDataDir(process.env)
  const secrets = await loadSecrets(dataDir)
  const plan = planEnvironment(process.env, secrets)
  const variables = clientVariables({
    plan,
    appDatabase: plan.appDatabase ?? (await embeddedDatabase(dataDir, secrets.postgresPassword)),
    runningPlatformPort: (await findInstance(dataDir))?.platformPort ?? null,
  })
  process.stdout.write(exportLines(variables))
})

async function embeddedDatabase(dataDir: string, password: string): Promise<string> {
  return databaseUrl({ port: await rememberedPort(dataDir), password }, APP_DATABASE)
}
