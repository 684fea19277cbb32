/** From a live camera to a file. */
import { isTypeAllowed } from '../model/limits.ts';
import type { Category, Side } from '../model/verification.ts';

/** JPEG quality: no loss to see in small print, a third of the size of the best. */
const quality = 0.92;
/** Longest wait for the camera's own photo; some never give one. */
const ownPhotoMs = 3000;
/** By how much the camera's own photo must be larger to be worth the wait. */
const worthwhile = 1.2;

const types = ['image/jpeg', 'image/webp', 'image/png'] as const;

/** A photo of what `video` shows, as large as the camera makes it. Rejects with `EncodingError` when there is no picture. */
export async function takePhoto(video: HTMLVideoElement, track: MediaStreamTrack, { accept }: Category): Promise<Blob> {
  const type = types.find((candidate) => isTypeAllowed(accept, candidate)) ?? 'image/jpeg';
  const own = type === 'image/jpeg' ? await ownPhoto(video, track) : undefined;
  return own ?? frame(video, type);
}

/** The name says what it is of and nothing else. */
export function photoFile(photo: Blob, side: Side | undefined): File {
  const about = side === 'front' || side === 'back' || side === 'page' ? `-${side}` : '';
  const ending = photo.type === 'image/png' ? 'png' : photo.type === 'image/webp' ? 'webp' : 'jpg';
  return new File([photo], `photo${about}.${ending}`, { type: photo.type });
}

/** Photos of phones have more pixels than their video. */
async function ownPhoto({ videoWidth, videoHeight }: HTMLVideoElement, track: MediaStreamTrack): Promise<Blob | undefined> {
  if (typeof ImageCapture === 'undefined') return undefined;
  try {
    const capture = new ImageCapture(track);
    const { imageWidth } = await capture.getPhotoCapabilities() as { readonly imageWidth?: { readonly max: number } };
    if (!imageWidth || imageWidth.max < Math.max(videoWidth, videoHeight) * worthwhile) return undefined;
    const none = new Promise<undefined>((resolve) => setTimeout(resolve, ownPhotoMs));
    const photo = await Promise.race([capture.takePhoto({ imageWidth: imageWidth.max }), none]);
    return photo?.type === 'image/jpeg' ? photo : undefined;
  } catch {
    return undefined;
  }
}

function frame(video: HTMLVideoElement, type: string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new DOMException('no picture', 'EncodingError'))), type, quality);
  });
}
