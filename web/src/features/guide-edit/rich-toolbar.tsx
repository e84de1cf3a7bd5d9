import { Button, Tooltip } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TextEditor } from "@/shared/rich-text/editor";
import { LinkDialog } from "./link-dialog";
import classes from "./rich-body.module.css";

const TOOLS = ["bold", "italic", "code", "link", "bulletList", "orderedList"] as const;
type Tool = (typeof TOOLS)[number];

const SIGNS: Record<Tool, ReactNode> = {
  bold: <strong>B</strong>,
  italic: <em>I</em>,
  code: "</>",
  link: <Sign path="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1" />,
  bulletList: <Sign path="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" />,
  orderedList: <Sign path="M10 6h10M10 12h10M10 18h10M4 4l1.5-1v5M4 8h3M4 15c0-2 3-2 3 0 0 1-3 3-3 4h3" />,
};

function Sign({ path }: { path: string }) {
  return (
    <svg width={16} height={16} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** The few things that are wanted often; the rest is in the slash menu and on the keys. Arrows go along it. */
export function RichToolbar({ made }: { made: TextEditor | null }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const active = useActive(made);
  const [entry, setEntry] = useState(0);
  const [isLinking, setLinking] = useState(false);
  const use = (tool: Tool) => {
    if (made === null) return;
    const chain = made.editor.chain().focus();
    if (tool === "link") setLinking(true);
    else if (tool === "bulletList") chain.toggleBulletList().run();
    else if (tool === "orderedList") chain.toggleOrderedList().run();
    else chain.toggleMark(tool).run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = (entry + step + TOOLS.length) % TOOLS.length;
    setEntry(next);
    bar.current?.querySelectorAll("button")[next]?.focus();
    event.preventDefault();
  };
  return (
    <>
      <div ref={bar} className={classes.bar} role="toolbar" aria-label={t("guideEdit.rich.tools")} onKeyDown={onKeyDown}>
        {TOOLS.map((tool, index) => (
          <Tooltip key={tool} label={t(`guideEdit.rich.${tool}`)} openDelay={500}>
            <Button
              size="compact-sm"
              variant={active.includes(tool) ? "light" : "subtle"}
              color="gray"
              aria-label={t(`guideEdit.rich.${tool}`)}
              aria-pressed={active.includes(tool)}
              tabIndex={index === entry ? 0 : -1}
              data-tool={tool}
              onMouseDown={(event) => event.preventDefault()}
              onFocus={() => setEntry(index)}
              onClick={() => use(tool)}
            >
              {SIGNS[tool]}
            </Button>
          </Tooltip>
        ))}
      </div>
      {isLinking && made !== null && <LinkDialog editor={made.editor} onClose={() => setLinking(false)} />}
    </>
  );
}

/** What holds where the caret stands; drawn again only when that changes. */
function useActive(made: TextEditor | null): Tool[] {
  const [active, setActive] = useState("");
  useEffect(() => {
    if (made === null) return undefined;
    const { editor } = made;
    const look = () => setActive(TOOLS.filter((tool) => editor.isActive(tool)).join(" "));
    editor.on("transaction", look);
    return () => {
      editor.off("transaction", look);
    };
  }, [made]);
  return active.split(" ") as Tool[];
}
