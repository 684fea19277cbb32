/** A page that is looked at and hidden when told to. */
import type { PageActivity } from '../../src/client/polling.ts';
import { settled } from './fake-clock.ts';

export class FakePage implements PageActivity {
  visible = true;
  readonly listeners = new Set<() => void>();
  readonly hideListeners = new Set<() => void>();

  isVisible(): boolean {
    return this.visible;
  }

  onReturn(callback: () => void): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  onHide(callback: () => void): () => void {
    this.hideListeners.add(callback);
    return () => this.hideListeners.delete(callback);
  }

  /** Looked at, focused or online again. */
  return(): Promise<void> {
    this.visible = true;
    for (const listener of this.listeners) listener();
    return settled();
  }

  hide(): Promise<void> {
    this.visible = false;
    for (const listener of this.hideListeners) listener();
    return settled();
  }
}
