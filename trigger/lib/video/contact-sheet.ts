import sharp from 'sharp'

const COLUMNS = 4
const THUMB = { width: 240, height: 135 } as const
const GAP = 8

/** Sixteen moments at most, evenly spread from the first frame to the last. */
export function momentsOf<T>(frames: readonly T[], most = 16): T[] {
  if (frames.length <= most) return [...frames]
  const at = (moment: number) => frames[Math.round((moment * (frames.length - 1)) / (most - 1))] as T
  return Array.from({ length: most }, (_, moment) => at(moment))
}

export async function contactSheet(moments: Buffer[], onThumb: () => void): Promise<Buffer> {
  const rows = Math.ceil(moments.length / COLUMNS)
  const composites = []
  for (const [index, frame] of moments.entries()) {
    const input = await sharp(frame).resize(THUMB.width, THUMB.height).png({ compressionLevel: 3 }).toBuffer()
    const left = GAP + (index % COLUMNS) * (THUMB.width + GAP)
    const top = GAP + Math.floor(index / COLUMNS) * (THUMB.height + GAP)
    composites.push({ input, left, top })
    onThumb()
  }
  const width = GAP + COLUMNS * (THUMB.width + GAP)
  const height = GAP + rows * (THUMB.height + GAP)
  return sharp({ create: { width, height, channels: 3, background: '#0b0d10' } })
    .composite(composites)
    .webp({ quality: 80 })
    .toBuffer()
}
