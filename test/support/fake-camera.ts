/** Cameras that show a canvas, in place of the browser's: what is asked for, what is given, what is still running. */

export interface FakeDevice {
  readonly deviceId: string;
  readonly facingMode?: 'user' | 'environment';
  readonly hasLight?: boolean;
}

type Answer = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

export class FakeCamera {
  readonly asked: MediaTrackConstraints[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  readonly lights: boolean[] = [];
  /** Taken one by one before the camera answers as it does. */
  readonly answers: Answer[] = [];
  readonly devices: readonly FakeDevice[];
  readonly #size: readonly [number, number];
  #isOn = true;

  constructor(devices: readonly FakeDevice[] = [{ deviceId: 'one' }], size: readonly [number, number] = [1280, 720]) {
    this.devices = devices;
    this.#size = size;
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: {
      getUserMedia: (constraints: MediaStreamConstraints) => this.#give(constraints),
      enumerateDevices: () => Promise.resolve(devices.map(({ deviceId }) => ({ kind: 'videoinput', deviceId }))),
    } });
  }

  /** The browser's own devices again; nothing keeps drawing. */
  restore(): void {
    this.#isOn = false;
    for (const track of this.tracks) track.stop();
    Reflect.deleteProperty(navigator, 'mediaDevices');
  }

  get running(): number {
    return this.tracks.filter(({ readyState }) => readyState === 'live').length;
  }

  /** The next request fails as the browser's does. */
  refuse(name: string, message = ''): void {
    this.answers.push(() => Promise.reject(new DOMException(message, name)));
  }

  stream(device: FakeDevice | undefined = this.devices[0]): MediaStream {
    const stream = this.#picture();
    for (const track of stream.getVideoTracks()) this.#dress(track, device);
    return stream;
  }

  #give(constraints: MediaStreamConstraints): Promise<MediaStream> {
    const video = constraints.video as MediaTrackConstraints;
    this.asked.push(video);
    const answer = this.answers.shift();
    return answer ? answer(constraints) : Promise.resolve(this.stream(this.#match(video)));
  }

  #match({ deviceId, facingMode }: MediaTrackConstraints): FakeDevice | undefined {
    const { exact } = (deviceId ?? {}) as { readonly exact?: string };
    const { ideal } = (facingMode ?? {}) as { readonly ideal?: string };
    return this.devices.find((device) => device.deviceId === exact) ?? this.devices.find((device) => device.facingMode === ideal) ?? this.devices[0];
  }

  #dress(track: MediaStreamTrack, device: FakeDevice | undefined): void {
    this.tracks.push(track);
    const settings = { deviceId: device?.deviceId, facingMode: device?.facingMode };
    Object.assign(track, {
      getSettings: () => settings,
      getCapabilities: () => (device?.hasLight ? { torch: true } : {}),
      applyConstraints: (constraints: { readonly advanced: readonly { readonly torch: boolean }[] }) => {
        this.lights.push(...constraints.advanced.map(({ torch }) => torch));
        return Promise.resolve();
      },
    });
  }

  /** A specimen card on a table, the clock going on so that there is always a next frame. */
  #picture(): MediaStream {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = this.#size;
    const draw = (): void => {
      const context = canvas.getContext('2d');
      if (!context) return;
      const { width, height } = canvas;
      const [w, h] = [Math.min(width, height * 1.586) * 0.8, Math.min(width / 1.586, height) * 0.8];
      context.fillStyle = '#6b5a4a';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#e8eef6';
      context.fillRect((width - w) / 2, (height - h) / 2, w, h);
      context.fillStyle = '#1b2a44';
      context.font = `${Math.round(h / 9)}px sans-serif`;
      context.fillText('SPECIMEN', (width - w) / 2 + w * 0.4, height / 2);
      context.fillRect((width - w) / 2 + w * 0.06, (height - h) / 2 + h * 0.25, w * 0.26, h * 0.55);
      context.fillStyle = `hsl(${Math.round(performance.now() / 20) % 360} 40% 50%)`;
      context.fillRect(0, 0, 16, 16);
      if (this.#isOn) requestAnimationFrame(draw);
    };
    draw();
    return canvas.captureStream(30);
  }
}
