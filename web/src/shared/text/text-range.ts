/** The range of the characters `start` to `end` of the text that an element shows; null when it is shorter. */
export function rangeBetween(element: Element, start: number, end: number): Range | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let isOpen = false;
  let passed = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (!isOpen && start < passed + length) {
      range.setStart(node, start - passed);
      isOpen = true;
    }
    if (isOpen && end <= passed + length) {
      range.setEnd(node, end - passed);
      return range;
    }
    passed += length;
  }
  return null;
}
