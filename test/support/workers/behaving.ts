/** A worker that behaves as its URL says: `?version=1&then=die`. A classic script, as the real one: no imports. */
(() => {
  const { searchParams } = new URL(location.href);
  const then = searchParams.get('then');
  addEventListener('message', () => {
    if (then === 'die') throw new Error('this worker dies on purpose');
  });
  if (then !== 'stay-silent') postMessage({ kind: 'ready', protocolVersion: Number(searchParams.get('version')) });
})();
