/**
 * The page of the upload figures: sends the chosen files through the widget, through Uppy and through bare
 * XMLHttpRequests, and notes alike when the first byte went and the last one was acknowledged.
 */
import Uppy from '@uppy/core';
import Tus from '@uppy/tus';
import type { KycVerification } from '../../src/elements/kyc-verification.ts';
import { createIntake } from '../../src/intake/index.ts';
import type { UploadTarget } from '../../src/model/verification.ts';

export interface Attempt {
  /** First byte sent to last byte acknowledged. */
  readonly sendingMs: number;
  /** From there until the last file was confirmed by its hash; 0 for those who do not confirm. */
  readonly confirmingMs: number;
}

declare global {
  interface Window {
    kycBench?: UploadBench;
  }
}

/** What the driver of the page may ask. Files are those of the page's input. */
export interface UploadBench {
  /** One attempt of a new customer with all files. */
  attempt(contender: ContenderName, customerId: string): Promise<Attempt>;
  /** Milliseconds for the SHA-256 of the files in the widget's worker, one after the other and nothing beside it. */
  hashing(): Promise<number>;
  /** Shows the widget to a new customer. */
  openFor(customerId: string): Promise<void>;
  /** Sends the files through the widget that is open, and resolves when all are confirmed. */
  sendAll(): Promise<void>;
  /** Milliseconds of each task of the main thread that was longer than 50 ms since the page began. */
  longTasks(): number[];
}

export type ContenderName = 'raw' | 'widget' | 'uppy';
/** Resolves to when the last file was confirmed, in the page's own time; 0 when nothing confirms. */
type Contender = (files: readonly File[]) => Promise<number>;

const endpoint = '/kyc/v1';
const concurrency = 2;
const place = { categoryId: 'identity', documentTypeId: 'passport' };

/** Requests that carried a file, in the page's own time. */
const requests: { sentAt: number; acknowledgedAt: number }[] = [];

watchRequests();
window.kycBench = { attempt, hashing, openFor, sendAll, longTasks };

async function attempt(name: ContenderName, customerId: string): Promise<Attempt> {
  await post('/portal/sign-in', { customerId });
  requests.length = 0;
  const confirmedAt = await contenders[name](chosenFiles());
  const lastAcknowledged = Math.max(...requests.map(({ acknowledgedAt }) => acknowledgedAt));
  const firstSent = Math.min(...requests.map(({ sentAt }) => sentAt));
  if (!Number.isFinite(lastAcknowledged - firstSent)) throw new Error('not everything was acknowledged');
  return { sendingMs: lastAcknowledged - firstSent, confirmingMs: Math.max(0, confirmedAt - lastAcknowledged) };
}

async function hashing(): Promise<number> {
  const { hash } = createIntake({ workerUrl: '/widget/intake-worker.js' });
  const start = performance.now();
  for (const file of chosenFiles()) await hash(file, new AbortController().signal);
  return performance.now() - start;
}

let opened: KycVerification | undefined;

async function openFor(customerId: string): Promise<void> {
  await post('/portal/sign-in', { customerId });
  opened = await openWidget();
}

async function sendAll(): Promise<void> {
  if (opened) await sendThrough(opened, chosenFiles());
}

function longTasks(): number[] {
  return [...tasks, ...taskObserver.takeRecords()].map(({ duration }) => duration);
}

const tasks: PerformanceEntry[] = [];
const taskObserver = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
taskObserver.observe({ type: 'longtask' });

const contenders: Readonly<Record<ContenderName, Contender>> = { raw: withRequests, widget: withWidget, uppy: withUppy };

async function withWidget(files: readonly File[]): Promise<number> {
  const element = await openWidget();
  const confirmedAt = await sendThrough(element, files);
  element.remove();
  return confirmedAt;
}

async function openWidget(): Promise<KycVerification> {
  const element = document.createElement('kyc-verification') as KycVerification;
  Object.assign(element, { endpoint, updates: 'off', maxConcurrentUploads: concurrency, fetchSession });
  const ready = new Promise((resolve) => element.addEventListener('kyc-ready', resolve, { once: true }));
  document.body.append(element);
  await ready;
  return element;
}

/** Resolves to the time of the last confirmation, in the page's own time. */
async function sendThrough(element: KycVerification, files: readonly File[]): Promise<number> {
  let missing = files.length;
  const confirmed = new Promise<number>((resolve, reject) => {
    const fail = ({ type, detail }: CustomEvent) => reject(new Error(`${type} ${JSON.stringify(detail)}`));
    element.addEventListener('kyc-upload-error', fail);
    element.addEventListener('kyc-file-refuse', fail);
    element.addEventListener('kyc-upload-success', () => {
      missing -= 1;
      if (missing === 0) resolve(performance.now());
    });
  });
  await element.addFiles(place.categoryId, files, { documentTypeId: place.documentTypeId });
  return confirmed;
}

/** The least a page can do: one request a file to a place made before, two at a time. */
async function withRequests(files: readonly File[]): Promise<number> {
  const { token } = await fetchSession();
  const queue = await Promise.all(files.map(async (file) => ({ file, target: await announce(file, token) })));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await sendRaw(next.file, next.target, token);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return 0;
}

async function withUppy(files: readonly File[]): Promise<number> {
  const { token } = await fetchSession();
  // Without the memory of earlier uploads: it would send the same file to the place of the round before.
  const options = { limit: concurrency, headers: { Authorization: `Bearer ${token}` }, storeFingerprintForResuming: false };
  const uppy = new Uppy().use(Tus, options);
  for (const [index, file] of files.entries()) {
    const target = await announce(file, token);
    const id = uppy.addFile({ name: `${index}.pdf`, type: file.type, data: file });
    uppy.setFileState(id, { tus: { uploadUrl: target.url } } as object);
  }
  const result = await uppy.upload();
  if (result?.successful?.length !== files.length) throw new Error(`Uppy failed: ${String(result?.failed?.[0]?.error)}`);
  uppy.destroy();
  return 0;
}

function sendRaw(file: File, target: UploadTarget, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.onload = () => (xhr.status < 300 ? resolve() : reject(new Error(`status ${xhr.status}`)));
    xhr.onerror = () => reject(new Error('no connection'));
    xhr.open(target.protocol === 'tus' ? 'PATCH' : 'POST', target.url);
    xhr.setRequestHeader('Authorization', `Bearer ${token}`);
    if (target.protocol === 'tus') {
      for (const [name, value] of Object.entries(tusHeaders)) xhr.setRequestHeader(name, value);
    }
    xhr.send(target.protocol === 'form' ? formOf(file, target.fileField) : file);
  });
}

const tusHeaders = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };

function formOf(file: File, fieldName: string): FormData {
  const form = new FormData();
  form.append(fieldName, file, 'document');
  return form;
}

async function announce(file: File, token: string): Promise<UploadTarget> {
  const about = { side: 'single', fileName: 'document', mediaType: 'application/pdf', sizeBytes: file.size };
  const headers = { Authorization: `Bearer ${token}`, 'KYC-Contract': '1', 'Idempotency-Key': crypto.randomUUID() };
  const { upload } = await post<{ upload: UploadTarget }>(`${endpoint}/documents`, { ...place, file: about }, headers);
  return upload;
}

async function fetchSession(): Promise<{ token: string }> {
  return post('/portal/kyc-session', {});
}

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json() as Promise<T>;
}

function chosenFiles(): File[] {
  return [...document.querySelector('input')?.files ?? []];
}

function watchRequests(): void {
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    if (body instanceof Blob || body instanceof FormData) {
      const request = { sentAt: performance.now(), acknowledgedAt: Number.NaN };
      requests.push(request);
      // Before `load`, after which the sender may go on at once.
      this.addEventListener('readystatechange', () => {
        if (this.readyState === XMLHttpRequest.DONE && this.status < 300) request.acknowledgedAt = performance.now();
      });
    }
    send.call(this, body);
  };
}
