import './launcher/check-node'
import { clientVariables } from './launcher/client-variables'
import { openDataDir } from './launcher/data-dir'
import { planEnvironment } from './launcher/environment'
import { exportLines } from './launcher/export-lines'
import { findInstance } from './launcher/instance-lock'
import { runScript } from './launcher/run-script'
import { loadSecrets } from './launcher/secrets'
import { rememberedPort } from './postgres/remembered-port'

/** Works before the first start, too: secrets and port are chosen here then, and the start keeps to them. */
await runScript(async () => {
  const dataDir = await openDataDir(process.env)
  const secrets = await loadSecrets(dataDir)
  const variables = clientVariables({
    plan: planEnvironment(process.env, secrets),
    postgres: { port: await rememberedPort(dataDir), password: secrets.postgresPassword },
    runningPlatformPort: (await findInstance(dataDir))?.platformPort ?? null,
  })
  process.stdout.write(exportLines(variables))
})
