import './launcher/check-node'
import { launch } from './launcher/launch'
import { runScript } from './launcher/run-script'

await runScript(() => launch(process.argv[2] === 'dev' ? 'dev' : 'start'))
