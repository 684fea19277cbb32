/** Tells now, and whenever it changes, whether the browser believes it has a network. Returns what ends it. */
export function watchOnline(tell: (isOnline: boolean) => void): () => void {
  const update = () => tell(navigator.onLine);
  update();
  addEventListener('online', update);
  addEventListener('offline', update);
  return () => {
    removeEventListener('online', update);
    removeEventListener('offline', update);
  };
}
