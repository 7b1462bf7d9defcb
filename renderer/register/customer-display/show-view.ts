import type { CustomerLine, CustomerView } from '../../../shared/customer-view.ts';

/** Small enough to need no framework: it must be there at once, and stay for days. */
export function showView(display: HTMLElement, view: CustomerView): void {
  const { ownerDocument } = display;
  const element = (name: string, text: string, ...inside: readonly Node[]) => {
    const made = ownerDocument.createElement(name);
    made.textContent = text;
    made.append(...inside);
    return made;
  };
  const amount = (name: string, line: CustomerLine) =>
    element(name, '', element('span', line.text), element('b', line.amount));

  display.dataset.view = view.kind;
  if (view.kind === 'welcome') {
    display.replaceChildren(element('h1', view.title));
    return;
  }
  const list = element('ul', '', ...view.lines.map((line) => amount('li', line)));
  const total = amount('p', view.total);
  total.className = 'total';
  display.replaceChildren(list, total, ...(view.kind === 'paid' ? [element('h2', view.thanks)] : []));
  // The newest line stays in sight of who looks up.
  list.scrollTop = list.scrollHeight;
}
