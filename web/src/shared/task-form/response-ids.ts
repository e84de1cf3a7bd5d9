/** The ids of an item's responses in their own order. */
export function responseIdsOf(content: unknown): string[] {
  const responses = typeof content === "object" && content !== null && "responses" in content ? content.responses : [];
  if (!Array.isArray(responses)) return [];
  return (responses as { id?: unknown }[]).map((response, index) => (typeof response.id === "string" ? response.id : `r${index + 1}`));
}
