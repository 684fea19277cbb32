/** The part of s3rver (which brings no types) that the tests use. */
declare module 's3rver' {
  import type { RequestListener } from 'node:http';

  export interface StoredObject {
    readonly bucket: string;
    readonly key: string;
    readonly content: NodeJS.ReadableStream;
    readonly metadata: Readonly<Record<string, string>>;
  }

  export interface FilesystemStore {
    putObject(object: StoredObject): Promise<{ size: number; md5: string }>;
    getResourcePath(bucket: string, key: string, resource: string): string;
    putMetadata(bucket: string, key: string, metadata: StoredObject['metadata'], md5: string): Promise<void>;
  }

  export default class S3rver {
    readonly store: FilesystemStore;

    constructor(options: {
      directory: string;
      silent: boolean;
      vhostBuckets: boolean;
      configureBuckets: { name: string; configs: string[] }[];
    });

    configureBuckets(): Promise<unknown>;
    callback(): RequestListener;
  }
}
