export interface TestBrowser {
  readonly executablePath: string;
  /** The whole environment for the browser's process. */
  readonly env: Record<string, string>;
  readonly args: string[];
}
/** @throws Error when there is no browser and none can be unpacked. */
export function findBrowser(): Promise<TestBrowser>;
