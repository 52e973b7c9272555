import sharp from 'sharp'

/** Shapes only: a machine without fonts would draw letters as nothing. */
const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
  <rect width="40" height="40" rx="8" fill="#0b0d10" fill-opacity="0.6"/>
  <circle cx="20" cy="13" r="6" fill="#fff" fill-opacity="0.9"/><rect x="10" y="25" width="20" height="4" rx="2" fill="#fff" fill-opacity="0.9"/>
</svg>`

const SHARE_OF_WIDTH = 0.08

/** A stamp for frames of one width: rendered once, laid over each. */
export async function watermark(frameWidth: number): Promise<(frame: Buffer) => Promise<Buffer>> {
  const size = Math.max(16, Math.round(frameWidth * SHARE_OF_WIDTH))
  const mark = await sharp(Buffer.from(MARK), { density: 300 }).resize(size, size).png().toBuffer()
  return (frame) =>
    sharp(frame)
      .composite([{ input: mark, gravity: 'southeast' }])
      .png({ compressionLevel: 3 })
      .toBuffer()
}
