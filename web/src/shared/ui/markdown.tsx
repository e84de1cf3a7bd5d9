import { memo, type ReactElement } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import type { Pluggable } from "unified";
import type { TextPlace } from "@/shared/text/anchor";
import { rehypeSourceOffsets } from "@/shared/text/anchored-text";
import { remarkGfm } from "@/shared/text/gfm";
import { rehypeDirections } from "@/shared/text/directions";
import { maskMath } from "@/shared/text/masked-math";
import { rehypeMathMarks } from "@/shared/text/math-marks";
import { CodeBlock } from "./code-block";
import { Formula } from "./formula";
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
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines are scrolled by the keyboard, too
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the same for a wide table
    <div className={classes.wide} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  code: ({ className, children, ...rest }) => {
    const { "data-tex": tex, "data-display": display } = rest as Record<string, unknown>;
    if (typeof tex === "string") return <Formula tex={tex} isDisplay={display === "block"} />;
    const language = /language-(\S+)/.exec(className ?? "")?.[1];
    return language === undefined ? <code>{children}</code> : <CodeBlock language={language}>{children}</CodeBlock>;
  },
};

const REMARK = [remarkGfm];
const LONG = 20_000;

const drawn = new Map<string, ReactElement>();
const KEPT = 24;

/** What a text looks like; kept for a while, because reading a long one takes longer than a person waits. */
export function drawMarkdown(source: string, anchored: boolean): ReactElement {
  const key = `${anchored ? "anchored" : "plain"} ${source}`;
  const known = drawn.get(key);
  drawn.delete(key);
  const made = known ?? readMarkdown(source, anchored ? [rehypeSourceOffsets(source)] : []);
  drawn.set(key, made);
  for (const oldest of drawn.keys()) if (drawn.size > KEPT) drawn.delete(oldest);
  return made;
}

/** Drawn anew each time; `plugins` come behind the sanitising ones. */
export function readMarkdown(source: string, plugins: Pluggable[], components: Components = {}): ReactElement {
  const rehypePlugins = [rehypeSanitize, rehypeDirections, rehypeMathMarks(source), ...plugins];
  return ReactMarkdown({ remarkPlugins: REMARK, rehypePlugins, components: { ...COMPONENTS, ...components }, children: maskMath(source) });
}

export const Markdown = memo(function Markdown({ source, place }: MarkdownProps) {
  return (
    <div className={classes.markdown} dir="auto" data-target={place?.target} data-pointer={place?.pointer} data-long={source.length > LONG || undefined}>
      {drawMarkdown(source, place !== undefined)}
    </div>
  );
});
