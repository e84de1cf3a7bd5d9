import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Processor } from "unified";

interface Reading {
  micromarkExtensions?: unknown[];
  fromMarkdownExtensions?: unknown[];
}

/** Remark plug-in: reads tables, task lists, struck-out text and bare addresses. Never writes Markdown, unlike `remark-gfm`, and is smaller for it. */
export function remarkGfm(this: Processor): void {
  const reading = this.data() as Reading;
  (reading.micromarkExtensions ??= []).push(gfm());
  (reading.fromMarkdownExtensions ??= []).push(gfmFromMarkdown());
}
