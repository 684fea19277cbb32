/**
 * What `/metrics` shows, in Prometheus' text format. Counts, ages and durations only: a label is a route's pattern, a status
 * or a state, never an id or anything else of a person.
 */
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Services } from '../services.ts';
import { readings } from './readings.ts';

export interface AnsweredRequest {
  readonly method: string;
  /** Its pattern, e.g. `/kyc/v1/documents/:id`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export class Metrics {
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #upkeep: Gauge;
  readonly #gauges = new Map<string, Gauge>();

  constructor() {
    const registers = [this.#registry];
    this.contentType = this.#registry.contentType;
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'kyc_http_request_duration_seconds', help: 'Time until an answer was ready to be sent.',
      labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], registers,
    });
    this.#upkeep = new Gauge({ name: 'kyc_upkeep_last_run_timestamp_seconds', help: 'When the upkeep was last through.', registers });
  }

  answered({ seconds, status, ...labels }: AnsweredRequest): void {
    this.#requests.observe({ ...labels, status: String(status) }, seconds);
  }

  upkeepDone(at: Date): void {
    this.#upkeep.set(at.getTime() / 1000);
  }

  /** Everything as it is now; what cannot be read now is left out. */
  async text(services: Services): Promise<string> {
    for (const gauge of this.#gauges.values()) gauge.reset();
    for (const { name, help, value, labels = {} } of await readings(services)) this.#gauge({ name, help, labelNames: Object.keys(labels) }).set(labels, value);
    return this.#registry.metrics();
  }

  #gauge({ name, help, labelNames }: { name: string; help: string; labelNames: string[] }): Gauge {
    const known = this.#gauges.get(name) ?? new Gauge({ name, help, labelNames, registers: [this.#registry] });
    this.#gauges.set(name, known);
    return known;
  }
}
