/** Registers an element once: importing twice, or beside another copy, does no harm. */
export function define(tag: string, element: CustomElementConstructor): void {
  const known = customElements.get(tag);
  if (!known) customElements.define(tag, element);
  else if (known !== element) console.warn(`<${tag}> is already registered by another copy on this page; this copy steps back.`);
}
