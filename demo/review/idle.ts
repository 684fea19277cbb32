/** Signs out whoever left the page alone: documents are not for the next person at the desk. */

/** WCAG 2.2.6 asks for a warning where data is lost; none is: what was being written comes back. */
export const idleMinutes = 30;
const lookMs = 15_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Looks at the clock instead of counting down: a computer that slept counts as left alone. */
export function watchIdle(onIdle: () => void): void {
  let last = Date.now();
  const look = (): void => {
    if (Date.now() - last >= idleMinutes * 60_000) onIdle();
  };
  for (const sign of signs) {
    addEventListener(sign, () => {
      // Before it counts as a sign of life: nobody was here meanwhile.
      look();
      last = Date.now();
    }, { capture: true, passive: true });
  }
  document.addEventListener('visibilitychange', look);
  setInterval(look, lookMs);
}
