/** The committed specimens, as a browser test gets at them. */

/** The test runner serves the project as it lies. */
const place = '/test/fixtures/';

async function fetchFrom(path: string): Promise<Blob> {
  const response = await fetch(`${place}${path}`);
  if (!response.ok) throw new Error(`no fixture ${path}`);
  return response.blob();
}

/** A committed file of the corpus. */
export function fetchSpecimen(fileName: string): Promise<Blob> {
  return fetchFrom(`corpus/files/${fileName}`);
}

async function fetchJson<T>(fileName: string): Promise<T> {
  return JSON.parse(await (await fetchFrom(fileName)).text()) as T;
}

/** Strings that must show as text and nothing else, wherever they come from. */
export async function naughtyStrings(): Promise<readonly { readonly kind: string; readonly value: string }[]> {
  return (await fetchJson<{ strings: { kind: string; value: string }[] }>('naughty-strings.json')).strings;
}

export interface HostileAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers that are broken or mean harm. */
export async function hostileAnswers(): Promise<readonly HostileAnswer[]> {
  return (await fetchJson<{ responses: HostileAnswer[] }>('server-responses.json')).responses;
}
