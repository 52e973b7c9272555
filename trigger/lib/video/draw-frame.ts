import sharp from 'sharp'

export const SOURCE = { width: 1280, height: 720 } as const

/** One picture of a train that passes a signal, as the PNG a camera or a decoder would hand over. */
export function drawFrame(index: number, count: number): Promise<Buffer> {
  return sharp(Buffer.from(scene(count > 1 ? index / (count - 1) : 0)))
    .png({ compressionLevel: 3 })
    .toBuffer()
}

function scene(share: number): string {
  const { width, height } = SOURCE
  const trainX = Math.round(-420 + share * (width + 420))
  const light = share < 0.5 ? '#3fb950' : '#f85149'
  const cars = [0, 140, 280].map((offset) => car(trainX + offset)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#16324f"/><stop offset="1" stop-color="#f2a65a"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>
    <circle cx="${Math.round(200 + share * 300)}" cy="${Math.round(260 - share * 120)}" r="54" fill="#ffe9b8"/>
    <rect y="560" width="${width}" height="160" fill="#2b3a2e"/>
    <rect y="552" width="${width}" height="8" fill="#8b8f98"/>
    ${cars}
    <rect x="930" y="300" width="12" height="260" fill="#20242b"/>
    <rect x="908" y="270" width="56" height="96" rx="10" fill="#20242b"/>
    <circle cx="936" cy="${share < 0.5 ? 340 : 296}" r="18" fill="${light}"/>
  </svg>`
}

function car(x: number): string {
  const windows = [16, 54, 92].map((left) => `<rect x="${x + left}" y="470" width="26" height="26" fill="#dbe7f3"/>`)
  const wheels = [30, 100].map((left) => `<circle cx="${x + left}" cy="546" r="14" fill="#111418"/>`)
  return `<rect x="${x}" y="450" width="132" height="90" rx="12" fill="#c8443c"/>${windows.join('')}${wheels.join('')}`
}
