/** Puts the focus into the search of the guide beside the work, as soon as it is there. */
export function focusGuideSearch(framesLeft = 60): void {
  const box = document.querySelector<HTMLElement>("[data-guide-search]");
  if (box !== null) box.focus();
  else if (framesLeft > 0) requestAnimationFrame(() => focusGuideSearch(framesLeft - 1));
}
