import { memo, useMemo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import type { TextPlace } from "@/shared/text/anchor";
import { rehypeSourceOffsets } from "@/shared/text/anchored-text";
import classes from "./markdown.module.css";

interface MarkdownProps {
  source: string;
  /** Given where text may be selected to anchor a finding. */
  place?: TextPlace | undefined;
}

// Nothing is fetched from elsewhere just because a text names it: an image is a link until somebody follows it.
const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ src, alt }) =>
    typeof src === "string" && src !== "" ? (
      <a href={src} target="_blank" rel="noreferrer noopener">
        {alt === undefined || alt === "" ? src : alt}
      </a>
    ) : (
      alt
    ),
};

const REMARK = [remarkGfm];

export const Markdown = memo(function Markdown({ source, place }: MarkdownProps) {
  const anchored = place !== undefined;
  const rehype = useMemo(
    () => (anchored ? [rehypeSanitize, rehypeSourceOffsets(source)] : [rehypeSanitize]),
    [anchored, source],
  );
  return (
    <div className={classes.markdown} dir="auto" data-target={place?.target} data-pointer={place?.pointer}>
      <ReactMarkdown remarkPlugins={REMARK} rehypePlugins={rehype} components={COMPONENTS}>
        {source}
      </ReactMarkdown>
    </div>
  );
});
